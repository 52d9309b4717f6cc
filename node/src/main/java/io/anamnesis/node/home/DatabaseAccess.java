package io.anamnesis.node.home;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a Cassandra takes connections and as whom: a properties file that only its owner may read, so that no password
 * stands on a command line.
 *
 * @param contactPoints at least one
 * @param datacenter the data centre that the driver calls local
 * @param username null where the database asks for none
 * @param password null where the database asks for none
 * @param embedded whether it is the one that this system started: a single server with a single replica
 */
public record DatabaseAccess(
        List<HostPort> contactPoints,
        String datacenter,
        @Nullable String username,
        @Nullable String password,
        boolean embedded) {
    /** The data centre of a Cassandra that was not told another one. */
    public static final String DEFAULT_DATACENTER = "datacenter1";

    /** Somebody's cluster that asks for no login, or not here. */
    public static DatabaseAccess open(List<HostPort> contactPoints) {
        return new DatabaseAccess(contactPoints, DEFAULT_DATACENTER, null, null, false);
    }

    public DatabaseAccess {
        contactPoints = List.copyOf(contactPoints);
        if (contactPoints.isEmpty()) {
            throw new IllegalArgumentException("at least one contact point is needed");
        }
    }

    /**
     * Reads the file.
     *
     * @throws IOException where it can't be read or lacks the contact points
     */
    public static DatabaseAccess load(Path file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        String points = properties.getProperty("contact-points", "");
        try {
            List<HostPort> contactPoints =
                    Arrays.stream(points.split(",", -1)).map(HostPort::parse).toList();
            return new DatabaseAccess(
                    contactPoints,
                    properties.getProperty("datacenter", DEFAULT_DATACENTER),
                    properties.getProperty("username"),
                    properties.getProperty("password"),
                    Boolean.parseBoolean(properties.getProperty("embedded")));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " names no contact points: expected contact-points=HOST:PORT,…", e);
        }
    }

    /** Replaces the file. */
    public void save(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(
                "contact-points", contactPoints.stream().map(HostPort::toString).collect(Collectors.joining(",")));
        properties.setProperty("datacenter", datacenter);
        if (embedded) {
            properties.setProperty("embedded", "true");
        }
        if (username != null) {
            properties.setProperty("username", username);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        StringWriter text = new StringWriter();
        properties.store(text, null);
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        createForOwner(beside);
        Files.write(beside, text.toString().getBytes(StandardCharsets.UTF_8));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void createForOwner(Path file) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    /** Says where and as whom, never the password. */
    @Override
    public String toString() {
        return "DatabaseAccess[" + contactPoints + ", " + datacenter + ", " + username + "]";
    }
}
