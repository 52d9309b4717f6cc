package io.anamnesis.web.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.web.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The report of one upload, as NDJSON written by hand into one array that is used again: a line costs no allocation
 * beyond what its outcome brings. Confined to the connection's context.
 */
final class Report extends UploadReport {
    /** The media type of a report in lines. */
    static final String MEDIA_TYPE = "application/x-ndjson";

    private static final byte[] LINE = ascii("{\"line\":");
    private static final byte[] ID = ascii(",\"id\":");
    private static final byte[] ELEMENT = ascii(",\"element\":");
    private static final byte[] ACCEPTED = ascii(",\"status\":\"accepted\",\"seq\":");
    private static final byte[] DUPLICATE = ascii(",\"status\":\"duplicate\",\"seq\":");
    private static final byte[] REJECTED = ascii(",\"status\":\"rejected\",\"code\":");
    private static final byte[] DETAIL = ascii(",\"detail\":");
    private static final byte[] POINTER = ascii(",\"pointer\":");
    private static final byte[] RETRYABLE = ascii(",\"retryable\":true}\n");
    private static final byte[] NOT_RETRYABLE = ascii(",\"retryable\":false}\n");
    private static final byte[] END = ascii("}\n");

    private final Map<String, Long> refusedByCode = new TreeMap<>();
    private byte[] bytes = new byte[1024];
    private int size;
    private long accepted;
    private long duplicates;
    private long rejected;

    @Override
    String mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    void accepted(long line, String id, long seq) {
        accepted++;
        begin(line, id);
        append(ACCEPTED);
        number(seq);
        append(END);
    }

    @Override
    void duplicate(long line, String id, long seq) {
        duplicates++;
        begin(line, id);
        append(DUPLICATE);
        number(seq);
        append(END);
    }

    @Override
    void rejected(
            long line,
            @Nullable String id,
            @Nullable String element,
            String code,
            String detail,
            @Nullable String pointer,
            boolean retryable) {
        rejected++;
        refusedByCode.merge(code, 1L, Long::sum);
        begin(line, id);
        if (element != null) {
            append(ELEMENT);
            text(element);
        }
        append(REJECTED);
        text(code);
        append(DETAIL);
        text(detail);
        if (pointer != null) {
            append(POINTER);
            text(pointer);
        }
        append(retryable ? RETRYABLE : NOT_RETRYABLE);
    }

    @Override
    void summary(Map<String, Object> more, @Nullable Problem problem) {
        append(ascii("{\"summary\":{\"lines\":"));
        number(accepted + duplicates + rejected);
        append(ascii(",\"accepted\":"));
        number(accepted);
        append(ascii(",\"duplicates\":"));
        number(duplicates);
        append(ascii(",\"rejected\":"));
        number(rejected);
        append(ascii(",\"refusedByCode\":"));
        json(refusedByCode);
        more.forEach((name, value) -> {
            append(ascii(",\"" + name + "\":"));
            json(value);
        });
        if (problem != null) {
            append(ascii(",\"problem\":"));
            append(problem.body().getBytes());
        }
        append(ascii("}}\n"));
    }

    /** 200 unless every line was refused. */
    @Override
    int status(int nothingTaken) {
        if (rejected == 0 || accepted + duplicates > 0) {
            return 200;
        }
        if (only("malformed-message", "line-too-long")) {
            return 400;
        }
        if (only("overloaded")) {
            return 429;
        }
        return only("unavailable", "storage-unavailable") ? 503 : nothingTaken;
    }

    @Override
    int pendingBytes() {
        return size;
    }

    @Override
    Buffer take() {
        Buffer taken = Buffer.buffer(size).appendBytes(bytes, 0, size);
        size = 0;
        return taken;
    }

    private boolean only(String... codes) {
        return Arrays.asList(codes).containsAll(refusedByCode.keySet());
    }

    private void begin(long line, @Nullable String id) {
        append(LINE);
        number(line);
        if (id != null) {
            append(ID);
            text(id);
        }
    }

    private void text(String text) {
        append((byte) '"');
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                append(JsonStringEncoder.getInstance().quoteAsUTF8(text.substring(i)));
                break;
            }
            bytes[size++] = (byte) c;
        }
        append((byte) '"');
    }

    private void number(long value) {
        room(20);
        if (value < 0) {
            append(ascii(Long.toString(value)));
            return;
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        int at = size + digits;
        long rest = value;
        do {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        size += digits;
    }

    private void json(Object value) {
        try {
            append(WireMappers.outside().writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts are always JSON", e);
        }
    }

    private void append(byte b) {
        room(1);
        bytes[size++] = b;
    }

    private void append(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
