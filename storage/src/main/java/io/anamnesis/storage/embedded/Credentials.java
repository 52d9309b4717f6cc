package io.anamnesis.storage.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The one account of the embedded server; its password is made at the first start and kept in a file of mode 0600. */
record Credentials(String username, String password) {
    /** What a new Cassandra comes with, until {@link FirstLogin} closes it. */
    static final Credentials DEFAULT = new Credentials("cassandra", "cassandra");

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Reads the file, or makes it. */
    static Credentials in(Path file) throws IOException {
        if (!Files.exists(file)) {
            write(file, new Credentials("anamnesis", randomPassword()));
        }
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        return new Credentials(properties.getProperty("username", ""), properties.getProperty("password", ""));
    }

    static String randomPassword() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whole or not at all, and never readable by others, not even for a moment. */
    private static void write(Path file, Credentials credentials) throws IOException {
        Path half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        Files.createFile(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(half, "username=" + credentials.username + "\npassword=" + credentials.password + "\n");
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
