package io.anamnesis.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.trace.RequestContext;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.web.request.RequestFront;
import io.anamnesis.web.request.RequestScope;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One problem (RFC 9457). Its body names the request that it ends.
 *
 * @param code its row in the table
 * @param detail what was wrong, what was expected and what happens next; holds no clinical value
 * @param members further members of the body, such as {@code parameter}
 * @param headers further headers of the response, such as {@code Retry-After}
 */
public record Problem(ProblemCode code, String detail, Map<String, Object> members, Map<String, String> headers) {
    /** The media type of the body. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String RETRY_AFTER_SECONDS = "1";

    public Problem {
        members = Map.copyOf(members);
        headers = Map.copyOf(headers);
    }

    public Problem(ProblemCode code, String detail) {
        this(code, detail, Map.of(), retryHeaders(code));
    }

    /** The problem of a patient's rejection. */
    public static Problem of(Rejection rejection) {
        Problem problem = new Problem(ProblemCode.of(rejection), rejection.detail());
        return rejection.retryable() ? problem.with("retryable", true) : problem;
    }

    /** A query or path parameter that does not have its form. */
    public static Problem parameter(String name, String expected) {
        return new Problem(ProblemCode.BAD_PARAMETER, "The parameter '" + name + "' is " + expected + ".")
                .with("parameter", name);
    }

    /** The same with one more member. */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(code, detail, more, headers);
    }

    /** The same with one more header. */
    public Problem header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(code, detail, members, more);
    }

    /** The JSON body, for the request that this thread works for. */
    public Buffer body() {
        RequestContext request = RequestScope.current();
        return body(request == null ? null : request.id());
    }

    /** @param requestId of the request that this ends; null where there is none */
    private Buffer body(@Nullable String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:anamnesis:problem:" + code.code());
        body.put("title", code.title());
        body.put("status", code.status());
        body.put("code", code.code());
        body.put("detail", detail);
        body.putAll(members);
        if (requestId != null) {
            body.put("requestId", requestId);
        }
        try {
            return Buffer.buffer(WireMappers.outside().writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always JSON", e);
        }
    }

    /** Ends the request with this problem, unless its response has begun. What is left of its body is discarded. */
    public void send(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(code.status()).putHeader("Content-Type", MEDIA_TYPE);
        headers.forEach(response::putHeader);
        response.end(body(response.headers().get(RequestFront.HEADER)));
        BodyDiscard.begin(request);
    }

    private static Map<String, String> retryHeaders(ProblemCode code) {
        return code.status() == 429 || code.status() == 503 ? Map.of("Retry-After", RETRY_AFTER_SECONDS) : Map.of();
    }
}
