package io.anamnesis.web.ingest;

import java.util.Arrays;

/**
 * Cuts bytes into lines, whatever pieces they come in. A line that lies within one piece is not copied; one that spans
 * pieces is gathered up to the limit; beyond the limit it is skipped without being held.
 */
final class LineSplitter {
    /** What {@link #next()} found. */
    enum Found {
        /** A line with something in it: {@link #line()}, {@link #offset()}, {@link #length()}, until the next call. */
        LINE,
        /** A line beyond the limit; it has been skipped. */
        TOO_LONG,
        /** The piece is used up. */
        NOTHING
    }

    private final int limit;
    private byte[] piece = new byte[0];
    private int position;
    private int end;
    private byte[] carry = new byte[256];
    private int carried;
    private boolean skipping;
    private long number;

    private byte[] line = piece;
    private int offset;
    private int length;

    /** @param limit the longest line that is taken, in bytes without its end */
    LineSplitter(int limit) {
        this.limit = limit;
    }

    /** The next piece; the one before must be used up. The array is not changed until {@code NOTHING} is found. */
    void offer(byte[] bytes, int size) {
        piece = bytes;
        position = 0;
        end = size;
    }

    /** The next line of the piece. Empty lines are counted, but not given. */
    Found next() {
        while (position < end) {
            int start = position;
            int newline = indexOfNewline(start);
            position = newline < 0 ? end : newline + 1;
            int stop = newline < 0 ? end : newline;
            if (newline < 0) {
                gather(start, stop);
                return Found.NOTHING;
            }
            Found found = finish(start, stop);
            if (found != Found.NOTHING) {
                return found;
            }
        }
        return Found.NOTHING;
    }

    /** The last line, where the input does not end with a line's end. */
    Found last() {
        return carried == 0 && !skipping ? Found.NOTHING : finish(0, 0);
    }

    /** Number of the line found last, from 1; empty lines count. */
    long number() {
        return number;
    }

    byte[] line() {
        return line;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    private int indexOfNewline(int from) {
        byte[] bytes = piece;
        for (int i = from; i < end; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private Found finish(int start, int stop) {
        number++;
        if (carried > 0 || skipping) {
            gather(start, stop);
        }
        if (skipping) {
            skipping = false;
            return Found.TOO_LONG;
        }
        boolean gathered = carried > 0;
        line = gathered ? carry : piece;
        offset = gathered ? 0 : start;
        length = gathered ? carried : stop - start;
        carried = 0;
        trim();
        if (length > limit) {
            return Found.TOO_LONG;
        }
        return length == 0 ? Found.NOTHING : Found.LINE;
    }

    /** Takes white space off the end, CR included, and sees an all-blank line as empty. */
    private void trim() {
        while (length > 0 && isBlank(line[offset + length - 1])) {
            length--;
        }
    }

    private static boolean isBlank(byte b) {
        return b == '\r' || b == ' ' || b == '\t';
    }

    private void gather(int start, int stop) {
        int more = stop - start;
        if (skipping || more == 0) {
            return;
        }
        // one byte beyond the limit may still be the CR of the line's end
        if ((long) carried + more > limit + 1L) {
            skipping = true;
            carried = 0;
            return;
        }
        if (carried + more > carry.length) {
            carry = Arrays.copyOf(carry, (int) Math.min(limit + 1L, Math.max((long) carry.length * 2, carried + more)));
        }
        System.arraycopy(piece, start, carry, carried, more);
        carried += more;
    }
}
