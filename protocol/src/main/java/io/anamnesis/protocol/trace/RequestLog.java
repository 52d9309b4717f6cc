package io.anamnesis.protocol.trace;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Has what a thread logs meanwhile name the request that it is logged for. */
public final class RequestLog {
    /** Under which a log line holds the id. */
    public static final String REQUEST = "request";

    /** Under which it holds the id of the trace. */
    public static final String TRACE = "trace";

    private static final int MOST = 8;

    private RequestLog() {}

    /** Works for one request, or for none where it is null. */
    public static void in(@Nullable RequestContext request, Runnable work) {
        in(request == null ? null : request.id(), request == null ? null : request.traceId(), work);
    }

    /** Works for several; names the first {@value #MOST}, and the trace of one. */
    public static void in(Collection<RequestContext> requests, Runnable work) {
        String ids =
                requests.stream().map(RequestContext::id).distinct().limit(MOST).collect(Collectors.joining(","));
        String trace = requests.stream()
                .map(RequestContext::traceId)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        in(ids.isEmpty() ? null : ids, trace, work);
    }

    private static void in(@Nullable String request, @Nullable String trace, Runnable work) {
        String requestBefore = MDC.get(REQUEST);
        String traceBefore = MDC.get(TRACE);
        put(REQUEST, request);
        put(TRACE, trace);
        try {
            work.run();
        } finally {
            put(REQUEST, requestBefore);
            put(TRACE, traceBefore);
        }
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
