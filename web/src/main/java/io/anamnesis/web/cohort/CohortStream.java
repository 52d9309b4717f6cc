package io.anamnesis.web.cohort;

import com.fasterxml.jackson.databind.util.RawValue;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.Coverage;
import io.anamnesis.protocol.query.RowPlace;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.query.CoverageBody;
import io.anamnesis.web.query.QueryDesk;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All rows, one a line, then a summary. The next page is asked for when the client has taken the one before: nothing but one page is
 * held in memory, and a client that leaves costs no more. Each page sees the patients as they are when it is asked for; the order's cursor
 * gives nobody twice. Counts are those of the first page. Confined to the request's context.
 */
final class CohortStream {
    /** The media type. */
    static final String MEDIA_TYPE = "application/x-ndjson";

    private static final byte[] NEWLINE = {'\n'};

    private final QueryDesk desk;
    private final RoutingContext context;
    private final CohortQuery query;
    private final Duration deadline;
    private long left;
    private long rows;
    private @Nullable CohortCounts counts;
    private @Nullable Coverage coverage;

    CohortStream(QueryDesk desk, RoutingContext context, CohortRequest request) {
        this.desk = desk;
        this.context = context;
        this.query = request.query();
        this.deadline = request.deadline();
        this.left = request.limit();
    }

    void begin() {
        ask(query.after());
    }

    private void ask(@Nullable RowPlace after) {
        CohortQuery next = new CohortQuery(
                query.caller(),
                query.criterion(),
                query.unknown(),
                query.columns(),
                query.order(),
                (int) Math.min(left, query.limit()),
                after,
                false);
        desk.ask(context, queries -> queries.cohort(next, deadline), this::answered);
    }

    private void answered(@Nullable CohortAnswer answer, @Nullable Problem problem) {
        if (answer != null) {
            page(answer);
        } else if (problem != null && context.response().headWritten()) {
            end(null, problem);
        } else if (problem != null) {
            problem.send(context.request());
        }
    }

    private void page(CohortAnswer answer) {
        HttpServerResponse response = context.response();
        if (!response.headWritten()) {
            response.putHeader("Content-Type", MEDIA_TYPE)
                    .putHeader("Cache-Control", "private, no-store")
                    .setChunked(true);
            counts = answer.counts();
        }
        coverage = coverage == null || answer.coverage().share() < coverage.share() ? answer.coverage() : coverage;
        Buffer lines = Buffer.buffer();
        answer.rows().forEach(row -> lines.appendBuffer(QueryDesk.bytes(CohortBody.Row.of(row)))
                .appendBytes(NEWLINE));
        rows += answer.rows().size();
        left -= answer.rows().size();
        response.write(lines);
        RowPlace next = answer.next();
        if (next == null || left <= 0 || answer.rows().isEmpty()) {
            end(next, null);
        } else if (response.writeQueueFull()) {
            response.drainHandler(drained -> {
                response.drainHandler(null);
                ask(next);
            });
        } else {
            ask(next);
        }
    }

    private void end(@Nullable RowPlace next, @Nullable Problem problem) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("rows", rows);
        summary.put("coverage", CoverageBody.of(Objects.requireNonNull(coverage)));
        summary.put("counts", CohortBody.Counts.of(Objects.requireNonNull(counts)));
        String cursor = CohortBody.next(next, query.order());
        if (cursor != null) {
            summary.put("next", cursor);
        }
        if (problem != null) {
            summary.put("problem", new RawValue(problem.body().toString()));
        }
        context.response().end(QueryDesk.bytes(Map.of("summary", summary)).appendBytes(NEWLINE));
    }
}
