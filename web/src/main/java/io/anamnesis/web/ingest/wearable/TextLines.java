package io.anamnesis.web.ingest.wearable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parts a stream into lines ending in LF, CR LF or CR. A line that is too long or no UTF-8 is handed over as a fault and
 * the next one is read as usual; never more than one line is held.
 */
final class TextLines {
    private static final int MAX_BYTES_PER_CHAR = 3;

    private final InputStream in;
    private final int maxChars;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final byte[] buffer = new byte[64 << 10];
    private byte[] line = new byte[512];
    private int position;
    private int limit;
    private int length;
    private long number;
    private boolean afterReturn;

    TextLines(InputStream in, int maxChars) {
        this.in = in;
        this.maxChars = maxChars;
    }

    /** The next line without its end; null at the end of the input. */
    @Nullable
    Line next() throws IOException {
        length = 0;
        boolean any = false;
        boolean tooLong = false;
        while (fill()) {
            byte b = buffer[position++];
            if (b == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = b == '\r';
            any = true;
            if (b == '\n' || b == '\r') {
                return line(tooLong);
            }
            tooLong = tooLong || !append(b);
        }
        return any ? line(tooLong) : null;
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        limit = in.read(buffer, 0, buffer.length);
        position = 0;
        return limit > 0;
    }

    private boolean append(byte b) {
        if (length >= (long) maxChars * MAX_BYTES_PER_CHAR) {
            return false;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = b;
        return true;
    }

    private Line line(boolean tooLong) {
        number++;
        int from = number == 1 ? byteOrderMark() : 0;
        if (tooLong) {
            return new Line(number, "", Fault.LINE_TOO_LONG);
        }
        try {
            String text =
                    decoder.decode(ByteBuffer.wrap(line, from, length - from)).toString();
            return text.length() > maxChars ? new Line(number, "", Fault.LINE_TOO_LONG) : new Line(number, text, null);
        } catch (CharacterCodingException e) {
            return new Line(number, "", Fault.INVALID_UTF_8);
        }
    }

    private int byteOrderMark() {
        return length >= 3 && line[0] == (byte) 0xef && line[1] == (byte) 0xbb && line[2] == (byte) 0xbf ? 3 : 0;
    }

    /** A line, numbered from 1, or why it has no text. */
    record Line(long number, String text, @Nullable Fault fault) {}
}
