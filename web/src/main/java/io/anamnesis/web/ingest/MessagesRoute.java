package io.anamnesis.web.ingest;

import io.anamnesis.sharding.client.Patients;
import io.anamnesis.sharding.client.QualityDesk;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code POST /v1/messages}: NDJSON in, one JSON message a line; NDJSON out, one outcome a line, then a summary.
 *
 * <p>Since every message carries its own id, a repeat is a duplicate and not a new fact: {@code Idempotency-Key} is
 * accepted and checked for its form, and adds nothing.
 */
public final class MessagesRoute implements Handler<RoutingContext> {
    private static final Set<String> TYPES = new TreeSet<>(Set.of("application/x-ndjson", "application/jsonl"));

    private final Patients patients;
    private final QualityDesk quality;
    private final InstantSource clock;
    private final IngestSettings settings;

    public MessagesRoute(Patients patients, QualityDesk quality, InstantSource clock, IngestSettings settings) {
        this.patients = patients;
        this.quality = quality;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public void handle(RoutingContext context) {
        Problem problem = UploadHeaders.check(context.request(), TYPES, settings.maxBody());
        if (problem != null) {
            problem.send(context.request());
            return;
        }
        new MessagesRequest(
                        context.request(),
                        BearerHandler.caller(context),
                        patients,
                        quality,
                        clock,
                        settings,
                        Vertx.currentContext())
                .start();
    }
}
