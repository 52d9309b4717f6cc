package io.anamnesis.web.token;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that tokens are signed with: 256 random bits, one a deployment, kept as base64url text in a file that only
 * its owner may read. All nodes of a deployment share it.
 */
public final class SigningKey {
    private static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final SecretKeySpec key;

    private SigningKey(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** A key that no file holds, for tests and one-off processes. */
    public static SigningKey random() {
        return new SigningKey(randomSecret());
    }

    /**
     * The key in the file, which is made (mode 0600) where it is missing. Processes that start together get the same key.
     *
     * @throws IOException where the file can't be read or made, is no key, or may be read by others than its owner
     */
    public static SigningKey loadOrCreate(Path file) throws IOException {
        try {
            return load(file);
        } catch (NoSuchFileException e) {
            create(file);
            return load(file);
        }
    }

    private static SigningKey load(Path file) throws IOException {
        String text = Files.readString(file).strip();
        refuseOpenFile(file);
        try {
            byte[] secret = Base64.getUrlDecoder().decode(text);
            if (secret.length >= BYTES) {
                return new SigningKey(secret);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no signing key: expected base64url text of at least 32 bytes", e);
        }
        throw new IOException(file + " holds no signing key: expected base64url text of at least 32 bytes");
    }

    /** The file appears complete or not at all: a second process never reads half a key. */
    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is not a place for a file");
        }
        Files.createDirectories(folder);
        Path draft = posix(folder)
                ? Files.createTempFile(folder, ".token", ".key", PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                : Files.createTempFile(folder, ".token", ".key");
        try {
            Files.writeString(draft, Base64.getUrlEncoder().withoutPadding().encodeToString(randomSecret()) + "\n");
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            return; // another process was faster: its key holds
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void refuseOpenFile(Path file) throws IOException {
        if (!posix(file)) {
            return;
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(mode)) {
            throw new IOException(file + " has mode " + PosixFilePermissions.toString(mode)
                    + ", so that others may read the signing key: set it to rw------- or remove it for a new key");
        }
    }

    private static boolean posix(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }

    private static byte[] randomSecret() {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    byte[] sign(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
