package io.anamnesis.protocol.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Everything that a model needs to run, as bytes. */
public final class ModelArtefact {
    private final byte[] bytes;

    /** Copies. */
    public ModelArtefact(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** A copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Its length in bytes. */
    public int size() {
        return bytes.length;
    }

    /** SHA-256, hexadecimal. */
    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelArtefact that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
