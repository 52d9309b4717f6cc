package io.anamnesis.web.ingest;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads a gzip stream (RFC 1952, also several members one after the other) piece by piece, no more at a time than asked
 * for. The JDK's own reader pulls from a blocking stream, which an event loop can't give it; a codec that pushes all it can
 * make of a piece would let a small body fill the memory.
 */
final class GzipInflater implements AutoCloseable {
    /** The stream is damaged; the message says how. */
    static final class BadGzip extends Exception {
        private static final long serialVersionUID = 1L;

        BadGzip(String message) {
            super(message, null, false, false);
        }
    }

    private enum Part {
        FIXED_HEADER,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEADER_CHECK,
        DATA,
        TRAILER,
        BETWEEN
    }

    private static final int FLAG_HEADER_CHECK = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int FLAGS_RESERVED = 0xe0;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private Part part = Part.FIXED_HEADER;
    private int flags;
    private int have;
    private long value;
    private int extra;
    private byte @Nullable [] input;
    private int position;

    /** The next piece; the one before must be used up. The array is not changed until then. */
    void offer(byte[] bytes) {
        input = bytes;
        position = 0;
    }

    /**
     * Fills the target as far as the pieces reach.
     *
     * @return bytes written; 0 where the next piece is needed
     */
    int read(byte[] target) throws BadGzip {
        int written = 0;
        while (written < target.length) {
            if (part == Part.DATA) {
                int n = inflate(target, written);
                written += n;
                if (n == 0 && part == Part.DATA) {
                    return written;
                }
            } else if (input == null || position == input.length) {
                input = null;
                return written;
            } else {
                header(input[position++] & 0xff);
            }
        }
        return written;
    }

    /** Whether the stream may end here: before, between and after whole members. */
    boolean complete() {
        return part == Part.BETWEEN || (part == Part.FIXED_HEADER && have == 0);
    }

    @Override
    public void close() {
        inflater.end();
    }

    private int inflate(byte[] target, int at) throws BadGzip {
        try {
            if (inflater.needsInput()) {
                if (input == null || position == input.length) {
                    input = null;
                    return 0;
                }
                inflater.setInput(input, position, input.length - position);
            }
            int n = inflater.inflate(target, at, target.length - at);
            crc.update(target, at, n);
            if (inflater.needsDictionary()) {
                throw new BadGzip("it asks for a dictionary");
            }
            if (input != null) {
                position = input.length - inflater.getRemaining();
            }
            if (inflater.finished()) {
                enter(Part.TRAILER);
            }
            return n;
        } catch (DataFormatException e) {
            throw new BadGzip("its deflate data is damaged");
        }
    }

    private void header(int b) throws BadGzip {
        switch (part) {
            case FIXED_HEADER -> fixedHeader(b);
            case EXTRA_LENGTH -> {
                extra |= b << (8 * have++);
                if (have == 2) {
                    enter(extra == 0 ? after(Part.EXTRA) : Part.EXTRA);
                }
            }
            case EXTRA -> {
                if (++have == extra) {
                    enter(after(Part.EXTRA));
                }
            }
            case NAME, COMMENT -> {
                if (b == 0) {
                    enter(after(part));
                }
            }
            case HEADER_CHECK -> {
                if (++have == 2) {
                    enter(Part.DATA);
                }
            }
            case TRAILER -> trailer(b);
            case BETWEEN -> {
                enter(Part.FIXED_HEADER);
                fixedHeader(b);
            }
            case DATA -> throw new IllegalStateException("data is not a header");
        }
    }

    private void fixedHeader(int b) throws BadGzip {
        boolean wrong = (have == 0 && b != 0x1f) || (have == 1 && b != 0x8b) || (have == 2 && b != 8);
        if (wrong || (have == 3 && (b & FLAGS_RESERVED) != 0)) {
            throw new BadGzip("it does not begin with a gzip header");
        }
        if (have == 3) {
            flags = b;
        }
        if (++have == 10) {
            inflater.reset();
            crc.reset();
            extra = 0;
            enter(after(Part.FIXED_HEADER));
        }
    }

    /** The part of the header that follows, as the flags say. */
    private Part after(Part done) {
        if (done == Part.FIXED_HEADER && (flags & FLAG_EXTRA) != 0) {
            return Part.EXTRA_LENGTH;
        }
        if (done.compareTo(Part.NAME) < 0 && (flags & FLAG_NAME) != 0) {
            return Part.NAME;
        }
        if (done.compareTo(Part.COMMENT) < 0 && (flags & FLAG_COMMENT) != 0) {
            return Part.COMMENT;
        }
        return (flags & FLAG_HEADER_CHECK) != 0 ? Part.HEADER_CHECK : Part.DATA;
    }

    /** CRC-32 and length modulo 2^32, both little-endian. */
    private void trailer(int b) throws BadGzip {
        value |= (long) b << (8 * have++);
        if (have == 8) {
            long length = inflater.getBytesWritten() & 0xffffffffL;
            if ((value & 0xffffffffL) != crc.getValue() || (value >>> 32) != length) {
                throw new BadGzip("its checksum does not hold");
            }
            enter(Part.BETWEEN);
        }
    }

    private void enter(Part next) {
        part = next;
        have = 0;
        value = 0;
    }
}
