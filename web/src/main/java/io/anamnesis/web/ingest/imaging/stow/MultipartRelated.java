package io.anamnesis.web.ingest.imaging.stow;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of a body between its boundaries (RFC 2046 section 5.1, RFC 2387). */
public final class MultipartRelated {
    /** RFC 2046. */
    private static final int MAX_BOUNDARY_CHARS = 70;

    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int MAX_PARTS = 10_000;
    private static final int BUFFER_BYTES = 16 << 10;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private long passed;
    private boolean over;

    /** Takes one part. What it leaves of the content is passed over. */
    public interface Parts {
        /**
         * One part.
         *
         * @param number from 1
         * @param headers by their names in lower case
         */
        void part(int number, Map<String, String> headers, InputStream content) throws IOException;
    }

    private MultipartRelated(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Hands each part over.
     *
     * @param mediaType of the request: {@code multipart/related} with a boundary, or {@code application/dicom}
     * @throws UnreadableInput where the media type is another, a limit is passed or the body ends too early
     */
    public static void read(String mediaType, InputStream body, Parts parts) throws IOException {
        String type = mediaType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (type.equals("application/dicom")) {
            parts.part(1, Map.of("content-type", mediaType), body);
            return;
        }
        if (!type.equals("multipart/related")) {
            throw new UnreadableInput(
                    "unsupported-media-type", "expected multipart/related or application/dicom", "header content-type");
        }
        new MultipartRelated(body, boundary(mediaType)).parts(parts);
    }

    /**
     * Hands each part of a body over that need not be DICOM.
     *
     * @param mediaType {@code multipart/related} or {@code multipart/form-data}, with a boundary
     * @throws UnreadableInput as {@link #read}
     */
    public static void parts(String mediaType, InputStream body, Parts parts) throws IOException {
        new MultipartRelated(body, boundary(mediaType)).parts(parts);
    }

    private static String boundary(String mediaType) {
        String boundary = parameter(mediaType, "boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY_CHARS) {
            throw new UnreadableInput(
                    "malformed-media-type",
                    "a boundary has 1 to " + MAX_BOUNDARY_CHARS + " characters, here "
                            + (boundary == null ? 0 : boundary.length()),
                    "header content-type");
        }
        return boundary;
    }

    /** A parameter of a header such as {@code type; name="value"}, or null. A semicolon within quotes parts nothing. */
    public static @Nullable String parameter(String mediaType, String name) {
        int from = mediaType.indexOf(';');
        while (from >= 0 && from < mediaType.length()) {
            int equals = mediaType.indexOf('=', from);
            if (equals < 0) {
                return null;
            }
            String key = mediaType.substring(from + 1, equals).trim().toLowerCase(Locale.ROOT);
            int next;
            String value;
            int start = equals + 1;
            if (start < mediaType.length() && mediaType.charAt(start) == '"') {
                int close = mediaType.indexOf('"', start + 1);
                if (close < 0) {
                    return null;
                }
                value = mediaType.substring(start + 1, close);
                next = mediaType.indexOf(';', close);
            } else {
                next = mediaType.indexOf(';', start);
                value = mediaType
                        .substring(start, next < 0 ? mediaType.length() : next)
                        .trim();
            }
            if (key.equals(name)) {
                return value;
            }
            from = next;
        }
        return null;
    }

    private void parts(Parts parts) throws IOException {
        // the first delimiter may stand at the very beginning, without its line end
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
        passed = -2;
        new Content().drain();
        int number = 0;
        while (!closes()) {
            number++;
            if (number > MAX_PARTS) {
                throw new UnreadableInput(
                        "too-many-parts", "the limit is " + MAX_PARTS + " parts and the body has more", place());
            }
            Map<String, String> headers = headers(number);
            Content content = new Content();
            parts.part(number, headers, content);
            content.drain();
        }
    }

    /** Behind a delimiter: two dashes end the body, a line end begins a part. */
    private boolean closes() throws IOException {
        int first = next();
        int second = next();
        if (first == '-' && second == '-') {
            return true;
        }
        while (first == ' ' || first == '\t') {
            first = second;
            second = next();
        }
        if (first != '\r' || second != '\n') {
            throw new UnreadableInput(
                    "malformed-multipart", "expected a line end or two dashes behind a boundary", place());
        }
        return false;
    }

    private Map<String, String> headers(int number) throws IOException {
        Map<String, String> headers = new HashMap<>();
        int bytes = 0;
        StringBuilder line = new StringBuilder();
        while (true) {
            int value = next();
            bytes++;
            if (bytes > MAX_HEADER_BYTES) {
                throw new UnreadableInput(
                        "too-large", "the limit is " + MAX_HEADER_BYTES + " bytes of headers", "part " + number);
            }
            if (value == '\n') {
                String text = line.toString().stripTrailing();
                line.setLength(0);
                if (text.isEmpty()) {
                    return headers;
                }
                int colon = text.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            text.substring(0, colon).trim().toLowerCase(Locale.ROOT),
                            text.substring(colon + 1).trim());
                }
            } else {
                line.append((char) value);
            }
        }
    }

    private int next() throws IOException {
        if (at == end && !fill()) {
            throw ended();
        }
        int value = buffer[at] & 0xff;
        at++;
        return value;
    }

    private UnreadableInput ended() {
        return new UnreadableInput("truncated", "the body ends before its closing boundary", place());
    }

    private String place() {
        return "byte " + (passed + at);
    }

    private boolean fill() throws IOException {
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, end - at);
            passed += at;
            end -= at;
            at = 0;
        }
        int read = over ? -1 : in.read(buffer, end, BUFFER_BYTES - end);
        over = read < 0;
        end += Math.max(0, read);
        return read > 0;
    }

    /** Up to the next delimiter. */
    private final class Content extends InputStream {
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (!ended) {
                int found = delimiterFrom();
                int safe = found < 0 ? end - at - delimiter.length + 1 : found - at;
                if (safe > 0) {
                    int count = Math.min(length, safe);
                    System.arraycopy(buffer, at, target, offset, count);
                    at += count;
                    return count;
                }
                if (found >= 0) {
                    at = found + delimiter.length;
                    ended = true;
                } else if (!fill()) {
                    throw ended();
                }
            }
            return -1;
        }

        private int delimiterFrom() {
            for (int i = at; i <= end - delimiter.length; i++) {
                if (buffer[i] == '\r' && matches(i)) {
                    return i;
                }
            }
            return -1;
        }

        private boolean matches(int from) {
            for (int i = 0; i < delimiter.length; i++) {
                if (buffer[from + i] != delimiter[i]) {
                    return false;
                }
            }
            return true;
        }

        void drain() throws IOException {
            byte[] waste = new byte[8192];
            while (read(waste, 0, waste.length) >= 0) {
                // passed over
            }
        }
    }
}
