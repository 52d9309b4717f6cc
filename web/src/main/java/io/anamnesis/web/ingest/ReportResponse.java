package io.anamnesis.web.ingest;

import io.anamnesis.web.problem.BodyDiscard;
import io.anamnesis.web.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends a report as it grows. Its head is held back while the report is small, so that the status can still tell of an
 * upload that failed as a whole. Confined to the connection's context.
 */
final class ReportResponse {
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final UploadReport report;
    private final int hold;

    ReportResponse(HttpServerRequest request, UploadReport report, int hold) {
        this.request = request;
        this.response = request.response();
        this.report = report;
        this.hold = hold;
    }

    /** Whether no more should be added for now: {@link #onDrain} tells when. */
    boolean full() {
        return response.headWritten() && response.writeQueueFull();
    }

    void onDrain(Runnable action) {
        response.drainHandler(v -> action.run());
    }

    /** Sends what there is, at the end of a turn. */
    void flush() {
        if (report.pendingBytes() == 0 || response.closed()) {
            return;
        }
        if (!response.headWritten()) {
            if (report.pendingBytes() < hold) {
                return;
            }
            head(200);
            response.setChunked(true);
        }
        response.write(report.take());
    }

    /**
     * Sends the summary and ends.
     *
     * @param nothingTaken the status where nothing was taken and no code says otherwise
     */
    void finish(Map<String, Object> more, int nothingTaken) {
        end(more, null, nothingTaken);
    }

    /** Ends with a problem: as the whole answer, or within the summary where the report has begun. */
    void fail(Problem problem) {
        if (response.headWritten() || report.takesProblem()) {
            end(Map.of(), problem, 200);
        } else {
            problem.send(request);
        }
    }

    boolean begun() {
        return response.headWritten();
    }

    private void end(Map<String, Object> more, @Nullable Problem problem, int nothingTaken) {
        if (response.closed()) {
            return;
        }
        report.summary(more, problem);
        Buffer rest = report.take();
        if (!response.headWritten()) {
            head(report.status(nothingTaken));
        }
        response.end(rest);
        BodyDiscard.begin(request);
    }

    private void head(int status) {
        response.setStatusCode(status).putHeader("Content-Type", report.mediaType());
        if (status == 429 || status == 503) {
            response.putHeader("Retry-After", "1");
        }
    }
}
