package io.anamnesis.node.architecture;

import java.util.List;

/**
 * The six modules, what each may see of ours, and how many classes of it a rule must have seen at least. Raise a minimum
 * when a module has grown: a rule that saw nothing proves nothing.
 */
enum Module {
    PROTOCOL("protocol", 100),
    STORAGE("storage", 60),
    SHARDING("sharding", 120),
    WEB("web", 50),
    OPS("ops", 40),
    NODE("node", 120);

    private final String folder;
    private final int minimumClasses;

    Module(String folder, int minimumClasses) {
        this.folder = folder;
        this.minimumClasses = minimumClasses;
    }

    /** The packages of the other modules that this one may see. */
    List<String> others() {
        return switch (this) {
            case PROTOCOL -> List.of();
            case STORAGE, SHARDING -> List.of(PROTOCOL.packages());
            case WEB, OPS -> List.of(PROTOCOL.packages(), "io.anamnesis.sharding.client..");
            case NODE -> List.of("io.anamnesis..");
        };
    }

    /** Its folder in the reactor, which is also the name of its package below {@code io.anamnesis}. */
    String folder() {
        return folder;
    }

    int minimumClasses() {
        return minimumClasses;
    }

    String packages() {
        return "io.anamnesis." + folder + "..";
    }
}
