package io.anamnesis.storage.embedded;

import java.nio.file.Path;

/** The main of a parent process that a test kills: prints the child's pid and waits for ever. */
final class EmbeddedParent {
    private EmbeddedParent() {}

    public static void main(String[] arguments) throws Exception {
        EmbeddedCassandra server =
                EmbeddedCassandra.start(ServerFixture.settings(), Path.of(arguments[0]), ServerFixture.serverLib());
        System.out.println("child " + server.pid());
        System.in.transferTo(System.out);
    }
}
