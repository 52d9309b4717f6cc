package io.anamnesis.storage.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars of the server and its launcher. They never meet the product's class path. */
record ServerClassPath(List<Path> jars) {
    /**
     * Collects the jars of folders.
     *
     * @throws EmbeddedCassandraException where the server or the launcher is not among them
     */
    static ServerClassPath of(Path... folders) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Path folder : folders) {
            jars.addAll(jarsIn(folder));
        }
        require(jars, "cassandra-all-", folders);
        require(jars, "anamnesis-cassandra-server-", folders);
        return new ServerClassPath(List.copyOf(jars));
    }

    String value() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.toAbsolutePath())) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    private static void require(List<Path> jars, String prefix, Path... folders) {
        boolean found =
                jars.stream().anyMatch(jar -> jar.getFileName().toString().startsWith(prefix));
        if (!found) {
            throw new EmbeddedCassandraException("No " + prefix + "*.jar in " + List.of(folders)
                    + ": build it with `mvn -pl storage/cassandra-server package` and point to its target/lib");
        }
    }
}
