package io.anamnesis.node.supervise;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where this program is installed, as far as it must know: the one file of JVM flags, the jars of the database server. */
public final class Installation {
    /** Names the folder, as a system property. */
    public static final String PROPERTY = "anamnesis.install";

    /** Names the folder, in the environment. */
    public static final String VARIABLE = "ANAMNESIS_INSTALL";

    /** Names the folder with the jars of the database server, as a system property. */
    public static final String SERVER_PROPERTY = "anamnesis.cassandra.lib";

    private static final Path BUILT_SERVER = Path.of("storage", "cassandra-server", "target", "lib");
    private static final String FLAGS = "jvm.options";
    private static final int LEVELS = 7;

    private Installation() {}

    /**
     * Finds the file of JVM flags: in the folder that the property or the variable names, or in its {@code node} folder; else
     * above the folder of our own jar.
     *
     * @throws IOException where it is in none of these places
     */
    public static Path jvmFlags(Map<String, String> environment) throws IOException {
        String named = System.getProperty(PROPERTY, environment.getOrDefault(VARIABLE, ""));
        if (!named.isBlank()) {
            Path found = in(Path.of(named));
            if (found == null) {
                throw new IOException(
                        "no " + FLAGS + " in " + named + ", which " + PROPERTY + " or " + VARIABLE + " names");
            }
            return found;
        }
        Path above = ownPlace();
        for (int i = 0; i < LEVELS && above != null; i++) {
            Path found = in(above);
            if (found != null) {
                return found;
            }
            above = above.getParent();
        }
        throw new IOException(
                "no " + FLAGS + " above " + ownPlace() + "; let " + VARIABLE + " name the folder that holds it");
    }

    /**
     * Finds the folder with the jars of the database server: the one that {@value #SERVER_PROPERTY} names; {@code cassandra}
     * beside the folder of our own jar; or where the build leaves them.
     *
     * @throws IOException where it is in none of these places
     */
    public static Path serverJars() throws IOException {
        String named = System.getProperty(SERVER_PROPERTY, "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        Path above = ownPlace();
        for (int i = 0; i < LEVELS && above != null; i++) {
            for (Path candidate : new Path[] {above.resolve("cassandra"), above.resolve(BUILT_SERVER)}) {
                if (holdsServer(candidate)) {
                    return candidate;
                }
            }
            above = above.getParent();
        }
        throw new IOException("the jars of the embedded database are not above " + ownPlace() + "; let -D"
                + SERVER_PROPERTY + " name their folder, or store elsewhere with --cassandra HOST:PORT");
    }

    private static boolean holdsServer(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "cassandra-all-*.jar")) {
            return jars.iterator().hasNext();
        }
    }

    private static @Nullable Path in(Path folder) {
        for (Path candidate :
                new Path[] {folder.resolve(FLAGS), folder.resolve("node").resolve(FLAGS)}) {
            if (Files.isRegularFile(candidate)) {
                return candidate.toAbsolutePath();
            }
        }
        return null;
    }

    private static @Nullable Path ownPlace() {
        CodeSource source = Installation.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return null;
        }
        try {
            return Path.of(source.getLocation().toURI()).toAbsolutePath();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
