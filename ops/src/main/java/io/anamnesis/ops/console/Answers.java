package io.anamnesis.ops.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anamnesis.protocol.wire.WireMappers;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers in JSON, and problems in the same form as the edge's. */
final class Answers {
    private Answers() {}

    static Buffer json(Object body) {
        try {
            return Buffer.buffer(WireMappers.outside().writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what operators see is always JSON", e);
        }
    }

    static void send(RoutingContext context, int status, Object body) {
        end(context, status, "application/json", json(body));
    }

    static void problem(RoutingContext context, int status, String code, String title, String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:anamnesis:problem:" + code);
        body.put("title", title);
        body.put("status", status);
        body.put("code", code);
        body.put("detail", detail);
        String requestId = context.response().headers().get("X-Request-Id");
        if (requestId != null) {
            body.put("requestId", requestId);
        }
        if (status == 503) {
            context.response().putHeader("Retry-After", "1");
        }
        end(context, status, "application/problem+json", json(body));
    }

    private static void end(RoutingContext context, int status, String type, Buffer body) {
        if (!context.response().ended() && !context.response().closed()) {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", type)
                    .putHeader("Cache-Control", "no-store")
                    .end(body);
        }
    }
}
