package io.anamnesis.node.home;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds everything one system keeps on this machine.
 *
 * @param folder absolute
 */
public record Home(Path folder) {
    /** The environment variable that moves the folder. */
    public static final String VARIABLE = "ANAMNESIS_HOME";

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** The folder asked for; else the one that {@value #VARIABLE} names; else {@code .anamnesis} below the current one. */
    public static Home of(@Nullable Path asked, Map<String, String> environment) {
        if (asked != null) {
            return new Home(asked);
        }
        String named = environment.get(VARIABLE);
        return new Home(Path.of(named == null || named.isBlank() ? ".anamnesis" : named));
    }

    /**
     * The name of the cluster that lives here. Two systems on one machine hand each other's old ports around; by their names
     * they know that they are strangers.
     */
    public String clusterName() {
        return "anamnesis-" + Integer.toHexString(folder.toString().hashCode());
    }

    /** What runs: see {@link RunState}. */
    public Path runFile() {
        return folder.resolve("run.json");
    }

    /** Held by the supervisor for as long as it lives. */
    public Path lockFile() {
        return folder.resolve("run.lock");
    }

    /** Logs of every process of ours. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** The log that a process of this name writes. */
    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** What a process of this name prints, beside its log: the JVM's own last words. */
    public Path output(String process) {
        return logs().resolve(process + ".out");
    }

    /** How far each load came. */
    public Path loads() {
        return folder.resolve("load");
    }

    /** The database's files. */
    public Path storage() {
        return folder.resolve("storage");
    }

    /** Written by the storage process once it takes connections: see {@link DatabaseAccess}. */
    public Path databaseAccess() {
        return folder.resolve("cassandra.access");
    }

    /** The secret that tokens are signed with. */
    public Path tokenKey() {
        return folder.resolve("token.key");
    }

    /** What one node keeps for itself: its caches. */
    public Path node(int id) {
        return folder.resolve("node-" + id);
    }
}
