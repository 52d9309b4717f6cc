package io.anamnesis.web.ingest.imaging.dicom;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** Reads forward, looks a little ahead, and always knows its byte. */
final class ByteCursor {
    private static final int BUFFER_BYTES = 16 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private long bufferPosition;
    private boolean damaged;

    /** @param position of the stream's first byte */
    ByteCursor(InputStream in, long position) {
        this.in = in;
        this.bufferPosition = position;
    }

    /** Of the next byte, from 0. */
    long position() {
        return bufferPosition + at;
    }

    /** Whether the stream ended because it is damaged and not because it is over. */
    boolean isDamaged() {
        return damaged;
    }

    /** Whether so many bytes are there to be looked at; at most 1024. */
    boolean has(int count) throws IOException {
        while (end - at < count) {
            if (at > 0) {
                System.arraycopy(buffer, at, buffer, 0, end - at);
                bufferPosition += at;
                end -= at;
                at = 0;
            }
            int read = fill(buffer, end, BUFFER_BYTES - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    /** What is left of a damaged stream counts as not there: what came before still can be told. */
    private int fill(byte[] target, int offset, int length) throws IOException {
        if (damaged) {
            return -1;
        }
        try {
            return in.read(target, offset, length);
        } catch (UnreadableInput e) {
            if (e.code().equals("malformed-archive")) {
                damaged = true;
                return -1;
            }
            throw e;
        }
    }

    /** A byte ahead; only after {@link #has}. */
    int peek(int offset) {
        return buffer[at + offset] & 0xff;
    }

    int peekShort(int offset, boolean bigEndian) {
        int first = peek(offset);
        int second = peek(offset + 1);
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    int peekTag(boolean bigEndian) {
        return peekShort(0, bigEndian) << 16 | peekShort(2, bigEndian);
    }

    long peekLength(int offset, boolean bigEndian) {
        long first = peekShort(offset, bigEndian);
        long second = peekShort(offset + 2, bigEndian);
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    /** Passes over bytes that were looked at. */
    void advance(int count) {
        at += count;
    }

    /** The next bytes; fewer where the input ends. */
    byte[] bytes(int count) throws IOException {
        byte[] result = new byte[Math.min(count, Math.max(end - at, BUFFER_BYTES))];
        int filled = 0;
        while (filled < count) {
            if (filled == result.length) {
                // grows with what is really there, whatever length was declared
                result = Arrays.copyOf(result, (int) Math.min(count, result.length * 4L));
            }
            int read = take(result, filled, result.length - filled);
            if (read < 0) {
                return Arrays.copyOf(result, filled);
            }
            filled += read;
        }
        return result;
    }

    private int take(byte[] target, int offset, int length) throws IOException {
        if (at == end) {
            int read = fill(target, offset, length);
            if (read > 0) {
                bufferPosition += read;
            }
            return read;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(buffer, at, target, offset, count);
        at += count;
        return count;
    }

    /** Passes over bytes; returns how many there were. */
    long skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            if (at == end) {
                bufferPosition += at;
                at = 0;
                end = Math.max(0, fill(buffer, 0, BUFFER_BYTES));
                if (end == 0) {
                    return count - left;
                }
            }
            int step = (int) Math.min(left, end - at);
            at += step;
            left -= step;
        }
        return count;
    }

    /** All that follows, as a stream of its own. */
    InputStream rest() {
        return new SequenceInputStream(new ByteArrayInputStream(buffer, at, end - at), in);
    }
}
