package io.anamnesis.storage.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Where everything of the server lives: data, configuration, credentials, ports, locks and logs. */
record DataFolder(Path path) {
    private static final List<String> SUBFOLDERS =
            List.of("data", "commitlog", "saved_caches", "hints", "cdc_raw", "conf/triggers", "logs");

    /** Makes the folder, readable by its owner only. */
    static DataFolder create(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        for (String subfolder : SUBFOLDERS) {
            Files.createDirectories(absolute.resolve(subfolder));
        }
        return new DataFolder(absolute);
    }

    void writeConfiguration(Ports ports, EmbeddedSettings settings) throws IOException {
        write("cassandra.yaml", ports, settings);
        write("logback.xml", ports, settings);
    }

    Path configuration() {
        return path.resolve("conf/cassandra.yaml");
    }

    Path logConfiguration() {
        return path.resolve("conf/logback.xml");
    }

    Path triggers() {
        return path.resolve("conf/triggers");
    }

    Path portsFile() {
        return path.resolve("ports.properties");
    }

    Path credentialsFile() {
        return path.resolve("credentials.properties");
    }

    /** Locked by the child, so that a new one waits until the former has drained. */
    Path serverLock() {
        return path.resolve("server.lock");
    }

    /** What the child prints outside its log: the JVM's own words. Begun anew at each launch. */
    Path output() {
        return path.resolve("logs/server.out");
    }

    private void write(String name, Ports ports, EmbeddedSettings settings) throws IOException {
        String text = template(name)
                .replace("@folder@", path.toString())
                .replace("@commitlog-access@", DirectIo.works(path.resolve("commitlog")) ? "direct" : "legacy")
                .replace("@cql-port@", Integer.toString(ports.cql()))
                .replace("@storage-port@", Integer.toString(ports.storage()))
                .replace("@log-files@", Integer.toString(settings.logFiles()))
                .replace("@log-file-bytes@", Long.toString(settings.logFileBytes()));
        Files.writeString(path.resolve("conf").resolve(name), text);
    }

    private static String template(String name) throws IOException {
        try (InputStream in = DataFolder.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new EmbeddedCassandraException("The build is broken: " + name + " is not in it");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
