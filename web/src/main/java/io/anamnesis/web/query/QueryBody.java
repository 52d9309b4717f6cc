package io.anamnesis.web.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.wire.MalformedMessage;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the whole body of a question as JSON. */
final class QueryBody {
    private final HttpServerRequest request;
    private final int most;
    private final Consumer<JsonNode> then;
    private final Buffer all = Buffer.buffer();
    private boolean over;

    private QueryBody(HttpServerRequest request, int most, Consumer<JsonNode> then) {
        this.request = request;
        this.most = most;
        this.then = then;
    }

    /** Calls with the body once it is there; answers the request where it is none. */
    static void read(HttpServerRequest request, int most, Consumer<JsonNode> then) {
        Problem problem = head(request);
        if (problem != null) {
            problem.send(request);
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        QueryBody body = new QueryBody(request, most, then);
        request.handler(body::take);
        request.endHandler(end -> body.end());
    }

    private static @Nullable Problem head(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        if (type == null
                || !type.toLowerCase(Locale.ROOT).split(";", -1)[0].strip().equals("application/json")) {
            return new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Expected Content-Type application/json.");
        }
        String encoding = request.getHeader("Content-Encoding");
        return encoding == null || encoding.equalsIgnoreCase("identity")
                ? null
                : new Problem(ProblemCode.UNSUPPORTED_ENCODING, "Expected no Content-Encoding.");
    }

    private void take(Buffer piece) {
        if (over) {
            return;
        }
        if (all.length() + piece.length() > most) {
            over = true;
            new Problem(ProblemCode.BODY_TOO_LARGE, "A question has at most " + most + " bytes.").send(request);
            return;
        }
        all.appendBuffer(piece);
    }

    private void end() {
        if (over) {
            return;
        }
        try {
            then.accept(MessageCodec.parse(all.getBytes(), 0, all.length()));
        } catch (MalformedMessage e) {
            new Problem(ProblemCode.MALFORMED_QUERY, "Expected a JSON object: " + e.detail()).send(request);
        }
    }
}
