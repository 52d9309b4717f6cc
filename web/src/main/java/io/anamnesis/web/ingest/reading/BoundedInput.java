package io.anamnesis.web.ingest.reading;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Counts what is read and stops at a limit of bytes and, behind a decompressor, of inflation. */
public final class BoundedInput extends FilterInputStream {
    /** Real exports shrink to a twentieth; deflate can reach a thousandth, and a bomb does. */
    public static final int MAX_INFLATION = 200;

    private static final long INFLATION_CHECKED_FROM_BYTES = 1 << 20;

    private final long maxBytes;
    private final LongSupplier compressedBytes;
    private final boolean source;
    private long count;

    private BoundedInput(InputStream in, long maxBytes, LongSupplier compressedBytes, boolean source) {
        super(in);
        this.maxBytes = maxBytes;
        this.compressedBytes = compressedBytes;
        this.source = source;
    }

    /** Bounds the stream that the caller gave; its failures are told apart as {@link SourceFailure}. */
    public static BoundedInput source(InputStream in, long maxBytes) {
        return new BoundedInput(in, maxBytes, () -> Long.MAX_VALUE / MAX_INFLATION, true);
    }

    /** Bounds the output of a decompressor. */
    public static BoundedInput inflated(InputStream in, long maxBytes, LongSupplier compressedBytes) {
        return new BoundedInput(in, maxBytes, compressedBytes, false);
    }

    /** Bytes read so far. */
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = in.read(buffer, offset, length);
        } catch (SourceFailure e) {
            throw e;
        } catch (IOException e) {
            if (source) {
                throw new SourceFailure(e);
            }
            throw new UnreadableInput(
                    "malformed-archive", "the compressed data end early or are damaged", "byte " + count);
        }
        if (read > 0) {
            count += read;
            check();
        }
        return read;
    }

    private void check() {
        if (count > INFLATION_CHECKED_FROM_BYTES && count > compressedBytes.getAsLong() * MAX_INFLATION) {
            throw new UnreadableInput(
                    "zip-bomb",
                    "decompression yields more than " + MAX_INFLATION + " times the compressed bytes",
                    "byte " + count);
        }
        if (count > maxBytes) {
            throw new UnreadableInput(
                    "too-large", "the limit is " + maxBytes + " bytes and the input has more", "byte " + count);
        }
    }

    @Override
    public long skip(long n) throws IOException {
        int length = (int) Math.max(0, Math.min(n, 8192));
        return Math.max(0, read(new byte[length], 0, length));
    }

    /** Leaves the stream open: it is the caller's, or goes on with the next entry. */
    @Override
    public void close() {}

    @Override
    public boolean markSupported() {
        return false;
    }
}
