package io.anamnesis.protocol.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** One byte that tells plain bytes from compressed ones, then the bytes. */
public final class Frame {
    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;
    private static final int MAX_UNWRAPPED_BYTES = 64 << 20;

    private Frame() {}

    /** Frames the bytes, compressed (zlib, fastest level) above {@link MessageCodec#COMPRESS_ABOVE_BYTES}. */
    public static byte[] wrap(byte[] bytes) {
        if (bytes.length > MessageCodec.COMPRESS_ABOVE_BYTES) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
            out.write(DEFLATED);
            Deflater deflater = new Deflater(Deflater.BEST_SPEED);
            try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater)) {
                deflated.write(bytes);
            } catch (IOException e) {
                throw new IllegalStateException("writing to memory", e);
            } finally {
                deflater.end();
            }
            if (out.size() <= bytes.length) {
                return out.toByteArray();
            }
        }
        byte[] framed = new byte[bytes.length + 1];
        framed[0] = PLAIN;
        System.arraycopy(bytes, 0, framed, 1, bytes.length);
        return framed;
    }

    /**
     * The bytes that were framed.
     *
     * @throws IOException where they are no frame, damaged, or larger than 64 MiB unwrapped
     */
    public static byte[] unwrap(byte[] framed) throws IOException {
        if (framed.length == 0) {
            throw new IOException("an empty frame");
        }
        return switch (framed[0]) {
            case PLAIN -> Arrays.copyOfRange(framed, 1, framed.length);
            case DEFLATED -> inflate(framed);
            default -> throw new IOException("a frame of unknown kind " + framed[0]);
        };
    }

    private static byte[] inflate(byte[] framed) throws IOException {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(framed, 1, framed.length - 1))) {
            byte[] bytes = in.readNBytes(MAX_UNWRAPPED_BYTES + 1);
            if (bytes.length > MAX_UNWRAPPED_BYTES) {
                throw new IOException("a frame unwraps to at most " + MAX_UNWRAPPED_BYTES + " bytes");
            }
            return bytes;
        }
    }
}
