package io.anamnesis.web.ingest;

import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the head of an upload may say. */
final class UploadHeaders {
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private UploadHeaders() {}

    /**
     * Looks at type, encoding, length and idempotency key.
     *
     * @param types media types that are taken; empty takes any
     * @return what is wrong, or null
     */
    static @Nullable Problem check(HttpServerRequest request, Set<String> types, long maxBody) {
        Problem problem = contentType(request, types);
        if (problem == null) {
            problem = contentEncoding(request);
        }
        if (problem == null) {
            problem = contentLength(request, maxBody);
        }
        return problem == null ? idempotencyKey(request) : problem;
    }

    static boolean gzip(HttpServerRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding != null && (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip"));
    }

    static Problem tooLarge(long maxBody) {
        return new Problem(
                ProblemCode.BODY_TOO_LARGE,
                "The body is larger than " + maxBody + " bytes, the most that is taken after decompression. What came"
                        + " before may have been recorded; send it in pieces, repeats count once.");
    }

    /** Lets a sender go on that waits for leave before it sends its body. */
    static void proceed(HttpServerRequest request) {
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    private static @Nullable Problem contentType(HttpServerRequest request, Set<String> types) {
        if (types.isEmpty()) {
            return null;
        }
        String header = request.getHeader("Content-Type");
        String[] parts = header == null
                ? new String[] {""}
                : header.toLowerCase(Locale.ROOT).split(";");
        if (!types.contains(parts[0].strip())) {
            return new Problem(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "Expected Content-Type " + String.join(" or ", types) + ", one JSON message a line.");
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Expected charset UTF-8.");
            }
        }
        return null;
    }

    private static @Nullable Problem contentEncoding(HttpServerRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity") || gzip(request)) {
            return null;
        }
        return new Problem(ProblemCode.UNSUPPORTED_ENCODING, "Expected Content-Encoding gzip, or none.")
                .header("Accept-Encoding", "gzip");
    }

    private static @Nullable Problem contentLength(HttpServerRequest request, long maxBody) {
        String length = request.getHeader("Content-Length");
        try {
            return length != null && Long.parseLong(length) > maxBody ? tooLarge(maxBody) : null;
        } catch (NumberFormatException e) {
            return new Problem(ProblemCode.BAD_REQUEST, "Expected Content-Length to be a number of bytes.");
        }
    }

    private static @Nullable Problem idempotencyKey(HttpServerRequest request) {
        String key = request.getHeader("Idempotency-Key");
        return key == null || IDEMPOTENCY_KEY.matcher(key).matches()
                ? null
                : new Problem(
                        ProblemCode.BAD_REQUEST, "Expected Idempotency-Key to be 1 to 255 visible ASCII characters.");
    }
}
