package io.anamnesis.protocol.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/** One byte that tells plain bytes from compressed ones, then the bytes. */
public final class Frame {
    private static final byte PLAIN = 0;
    private static final byte DEFLATED = 1;
    private static final int MAX_UNWRAPPED_BYTES = 64 << 20;

    /**
     * One for each thread: a new one takes a quarter of a megabyte outside the heap, to be cleared and given back, which costs as
     * much as it does to compress a message.
     */
    private static final ThreadLocal<Deflater> DEFLATERS =
            ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED));

    private Frame() {}

    /** Frames the bytes, compressed (zlib, fastest level) above {@link MessageCodec#COMPRESS_ABOVE_BYTES}. */
    public static byte[] wrap(byte[] bytes) {
        byte[] deflated = bytes.length > MessageCodec.COMPRESS_ABOVE_BYTES ? deflate(bytes) : null;
        if (deflated != null) {
            return deflated;
        }
        byte[] framed = new byte[bytes.length + 1];
        framed[0] = PLAIN;
        System.arraycopy(bytes, 0, framed, 1, bytes.length);
        return framed;
    }

    /** Null where that would take as much room. */
    private static byte @Nullable [] deflate(byte[] bytes) {
        byte[] framed = new byte[bytes.length];
        framed[0] = DEFLATED;
        Deflater deflater = DEFLATERS.get();
        try {
            deflater.setInput(bytes);
            deflater.finish();
            int length = 1 + deflater.deflate(framed, 1, framed.length - 1);
            return deflater.finished() ? Arrays.copyOf(framed, length) : null;
        } finally {
            deflater.reset();
        }
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
