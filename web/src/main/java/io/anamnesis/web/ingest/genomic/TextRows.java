package io.anamnesis.web.ingest.genomic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Parts a stream into lines of UTF-8. A line that is too long is passed over without being held. */
public final class TextRows {
    /** A row of half a million samples, at 64 bytes each. */
    public static final int MAX_LINE_BYTES = 32 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private byte[] held = new byte[1 << 12];
    private int heldLength;
    private int at;
    private int end;
    private long number;
    private @Nullable Fault fault;

    public TextRows(InputStream in) {
        this.in = in;
    }

    /** The number of the line that was read last, from 1. */
    public long number() {
        return number;
    }

    /** Why the line that was read last has no text; null where it has. */
    public @Nullable Fault fault() {
        return fault;
    }

    /** Goes to the next line. @return whether there is one */
    public boolean next() throws IOException {
        heldLength = 0;
        fault = null;
        boolean any = false;
        while (true) {
            if (at == end) {
                end = Math.max(0, in.read(buffer, 0, buffer.length));
                at = 0;
                if (end == 0) {
                    number += any ? 1 : 0;
                    return any;
                }
            }
            any = true;
            int stop = ByteWords.find(buffer, '\n', at, end);
            hold(stop - at);
            at = stop;
            if (at < end) {
                at++;
                number++;
                return true;
            }
        }
    }

    private void hold(int length) {
        if (fault != null || heldLength + length > MAX_LINE_BYTES) {
            fault = Fault.LINE_TOO_LONG;
            return;
        }
        if (heldLength + length > held.length) {
            held = Arrays.copyOf(held, Math.max(heldLength + length, held.length * 2));
        }
        System.arraycopy(buffer, at, held, heldLength, length);
        heldLength += length;
    }

    /** The line that was read last, without its end; null where it can't be read, and then {@link #fault} says why. */
    public @Nullable String text() {
        if (fault != null) {
            return null;
        }
        int length = length();
        return ByteWords.isAscii(held, length)
                ? new String(held, 0, length, StandardCharsets.ISO_8859_1)
                : utf8(length);
    }

    /** A copy of the bytes of the line that was read last, without its end, where all are ASCII; else null, and {@link #text} tells. */
    public byte @Nullable [] ascii() {
        int length = length();
        return fault == null && ByteWords.isAscii(held, length) ? Arrays.copyOf(held, length) : null;
    }

    private int length() {
        return heldLength > 0 && held[heldLength - 1] == '\r' ? heldLength - 1 : heldLength;
    }

    private @Nullable String utf8(int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(held, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            fault = Fault.INVALID_UTF_8;
            return null;
        }
    }
}
