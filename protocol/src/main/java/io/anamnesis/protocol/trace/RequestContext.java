package io.anamnesis.protocol.trace;

import org.jspecify.annotations.Nullable;

/**
 * The request that something is done for. It travels with the caller, over threads and nodes.
 *
 * @param id of the request, as {@link #isId} wants it
 * @param traceparent the span that what follows is a child of, in the form of W3C Trace Context; null where nobody traces
 * @param tracestate what tracing systems add to it; null where nothing is added
 */
public record RequestContext(
        String id, @Nullable String traceparent, @Nullable String tracestate) {
    /** What an id may be longest. */
    public static final int MAX_ID = 128;

    /** What a {@code tracestate} may be longest: what the recommendation asks to be passed on. */
    public static final int MAX_TRACESTATE = 512;

    private static final String ID_SIGNS = "._:+=/-";
    private static final String TRACEPARENT = "xx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-xxxxxxxxxxxxxxxx-xx";
    private static final int MAX_TRACEPARENT = 256;
    private static final int TRACE_ID_BEGIN = 3;
    private static final int TRACE_ID_END = 35;
    private static final int SPAN_ID_BEGIN = 36;
    private static final int SPAN_ID_END = 52;

    /**
     * Without a trace where {@code traceparent} has not its form.
     *
     * @throws IllegalArgumentException where the id has not its form
     */
    public RequestContext {
        if (!isId(id)) {
            throw new IllegalArgumentException("a request id has 1 to " + MAX_ID + " characters of [A-Za-z0-9._:+=/-]");
        }
        if (!isTraceparent(traceparent)) {
            traceparent = null;
        }
        if (traceparent == null || tracestate == null || tracestate.length() > MAX_TRACESTATE) {
            tracestate = null;
        }
    }

    /** Whether a text can be an id: 1 to {@value #MAX_ID} characters that mean nothing in a header, a log line or JSON. */
    public static boolean isId(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > MAX_ID) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            boolean plain = between('a', sign, 'z') || between('A', sign, 'Z') || between('0', sign, '9');
            if (!plain && ID_SIGNS.indexOf(sign) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text is a {@code traceparent} that may be passed on: of version 00, or a later one that begins like it. */
    public static boolean isTraceparent(@Nullable String text) {
        if (text == null || text.length() < TRACEPARENT.length() || text.length() > MAX_TRACEPARENT) {
            return false;
        }
        for (int i = 0; i < TRACEPARENT.length(); i++) {
            char sign = text.charAt(i);
            boolean fits =
                    TRACEPARENT.charAt(i) == '-' ? sign == '-' : between('0', sign, '9') || between('a', sign, 'f');
            if (!fits) {
                return false;
            }
        }
        boolean more = text.length() > TRACEPARENT.length();
        boolean ends = !more || (!text.startsWith("00") && text.charAt(TRACEPARENT.length()) == '-');
        return ends
                && !text.startsWith("ff")
                && !zero(text, TRACE_ID_BEGIN, TRACE_ID_END)
                && !zero(text, SPAN_ID_BEGIN, SPAN_ID_END);
    }

    private static boolean between(char first, char sign, char last) {
        return first <= sign && sign <= last;
    }

    private static boolean zero(String text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    /** The id of the trace, 32 hexadecimal digits, or null where nobody traces. */
    public @Nullable String traceId() {
        return traceparent == null ? null : traceparent.substring(TRACE_ID_BEGIN, TRACE_ID_END);
    }

    /** Whether the trace is one that is kept. */
    public boolean sampled() {
        return traceparent != null && (Character.digit(traceparent.charAt(TRACEPARENT.length() - 1), 16) & 1) == 1;
    }
}
