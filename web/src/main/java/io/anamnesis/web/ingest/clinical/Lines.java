package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Cuts newline-delimited JSON into lines. */
final class Lines {
    private static final int BUFFER_BYTES = 1 << 16;

    private Lines() {}

    /** Takes one line that is not blank. */
    interface Line {
        void take(long number, byte[] bytes) throws IOException;
    }

    /** 3 where the bytes begin with the byte order mark of UTF-8, else 0. */
    static int byteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf
                ? 3
                : 0;
    }

    /** @throws UnreadableInput where the beginning is not that of UTF-8 */
    static int byteOrderMark(InputStream in) throws IOException {
        byte[] head = in.readNBytes(4);
        if (head.length > 1 && (head[0] == 0 || head[1] == 0)) {
            throw new UnreadableInput("invalid-utf-8", "FHIR as JSON is UTF-8, and this is UTF-16 or UTF-32", "input");
        }
        return byteOrderMark(head);
    }

    /**
     * Whether each line is a resource of its own: the first is and a second follows, or the first is spoilt and the second is.
     */
    static boolean isOneResourceALine(InputStream in) throws IOException {
        FirstLines first = new FirstLines();
        try {
            each(in, first, line -> first.tooLong());
        } catch (FirstLines.Enough e) {
            return first.oneALine;
        }
        return first.oneALine;
    }

    /** Looks at the first two lines; into them only where there are two, since one may be a bundle of megabytes. */
    private static final class FirstLines implements Line {
        private static final byte[] TOO_LONG = {};

        private byte @Nullable [] first;
        private boolean oneALine;

        @Override
        public void take(long number, byte[] bytes) throws IOException {
            if (first != null) {
                second(bytes);
                throw new Enough();
            }
            if (!isBegun(bytes)) {
                throw new Enough();
            }
            first = bytes;
        }

        /** The line is too long to be a resource. */
        void tooLong() {
            if (first == null) {
                first = TOO_LONG;
            } else {
                second(TOO_LONG);
            }
        }

        private void second(byte[] bytes) {
            oneALine = oneALine || isObject(Objects.requireNonNull(first)) || isObject(bytes);
        }

        private static boolean isBegun(byte[] bytes) {
            return bytes.length > 2 && bytes[0] == '{';
        }

        private static boolean isObject(byte[] bytes) {
            if (!isBegun(bytes)) {
                return false;
            }
            try (JsonParser parser = Json.parser(new ByteArrayInputStream(bytes))) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return false;
                }
                parser.skipChildren();
                return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
            } catch (IOException e) {
                return false;
            }
        }

        /** Ends the look at the lines. */
        private static final class Enough extends IOException {}
    }

    /** Hands on every line that is not blank, and the numbers of those that are too long. */
    static void each(InputStream in, Line sink, LongConsumer tooLong) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER_BYTES);
        byte[] buffer = new byte[BUFFER_BYTES];
        long number = 1;
        boolean over = false;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            int from = 0;
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    over |= !append(line, buffer, from, i);
                    end(line, number++, over, sink, tooLong);
                    over = false;
                    from = i + 1;
                }
            }
            over |= !append(line, buffer, from, read);
        }
        end(line, number, over, sink, tooLong);
    }

    /** Whether the line still fits; of one that does not, nothing more is kept. */
    private static boolean append(ByteArrayOutputStream line, byte[] buffer, int from, int to) {
        if (line.size() + to - from > Limits.MAX_RESOURCE_BYTES) {
            return false;
        }
        line.write(buffer, from, to - from);
        return true;
    }

    private static void end(ByteArrayOutputStream line, long number, boolean over, Line sink, LongConsumer tooLong)
            throws IOException {
        byte[] bytes = line.toByteArray();
        line.reset();
        if (over) {
            tooLong.accept(number);
            return;
        }
        int mark = number == 1 ? byteOrderMark(bytes) : 0;
        byte[] plain = mark == 0 ? bytes : Arrays.copyOfRange(bytes, mark, bytes.length);
        for (byte b : plain) {
            if (b != ' ' && b != '\t' && b != '\r') {
                sink.take(number, plain);
                return;
            }
        }
    }
}
