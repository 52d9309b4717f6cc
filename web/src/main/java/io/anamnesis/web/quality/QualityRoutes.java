package io.anamnesis.web.quality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.port.Quarantined;
import io.anamnesis.protocol.port.Quarantined.State;
import io.anamnesis.protocol.wire.MalformedMessage;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.sharding.client.QualityDesk;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /v1/quality} and {@code /v1/quarantine/...}. */
public final class QualityRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(QualityRoutes.class);
    private static final int PAGE = 100;
    private static final int MAX_PAGE = 1_000;
    private static final int MAX_BODY_BYTES = 4 << 20;

    private final QualityDesk desk;
    private final Patients patients;
    private final InstantSource clock;

    public QualityRoutes(QualityDesk desk, Patients patients, InstantSource clock) {
        this.desk = desk;
        this.patients = patients;
        this.clock = clock;
    }

    /** How often each rule was met and not, by source, on all nodes together. */
    public void counts(RoutingContext context) {
        Future.fromCompletionStage(desk.everywhere(), context.vertx().getOrCreateContext())
                .onSuccess(all -> json(context, 200, all))
                .onFailure(failure -> failed(context, failure));
    }

    /** What was kept aside on one day. */
    public void list(RoutingContext context) {
        try {
            QueryParameters query = new QueryParameters(context);
            Instant at = query.instant("day", clock.instant());
            int limit = query.limit(PAGE, MAX_PAGE);
            String after = query.optional("after");
            answer(
                    context,
                    desk.quarantine().page(Quarantined.dayOf(at), after, limit),
                    entries -> page(entries, limit));
        } catch (Refused e) {
            e.problem().send(context.request());
        }
    }

    private static Map<String, Object> page(List<Quarantined> entries, int limit) {
        List<ObjectNode> shown = entries.stream().map(QualityRoutes::head).toList();
        return entries.size() < limit
                ? Map.of("entries", shown)
                : Map.of("entries", shown, "nextAfter", entries.get(limit - 1).id());
    }

    /** Without the message: a list is for finding. */
    private static ObjectNode head(Quarantined entry) {
        ObjectNode node = WireMappers.outside().valueToTree(entry);
        node.remove("document");
        return node;
    }

    /** One, with the message. */
    public void show(RoutingContext context) {
        found(context, entry -> json(context, 200, entry));
    }

    /** Records it after all: as it is, or as the body corrects it. */
    public void replay(RoutingContext context) {
        Caller caller = BearerHandler.caller(context);
        body(
                context,
                corrected -> found(context, entry -> {
                    if (refusedAsSettled(context, entry)) {
                        return;
                    }
                    JsonNode document = corrected == null ? entry.document() : corrected;
                    try {
                        ModalityMessage message = MessageCodec.fromTree(document, entry.receivedAt());
                        record(context, entry, message, caller);
                    } catch (MalformedMessage e) {
                        new Problem(ProblemCode.MALFORMED_MESSAGE, e.detail())
                                .with("pointer", e.pointer())
                                .send(context.request());
                    }
                }));
    }

    private void record(RoutingContext context, Quarantined entry, ModalityMessage message, Caller caller) {
        Future.fromCompletionStage(
                        patients.ask(new PatientCommand.Record(message, caller)),
                        context.vertx().getOrCreateContext())
                .onSuccess(reply -> {
                    if (reply instanceof PatientReply.Accepted accepted) {
                        settle(
                                context,
                                entry,
                                State.REPLAYED,
                                caller,
                                Map.of("status", "accepted", "seq", accepted.seq()));
                    } else if (reply instanceof PatientReply.Duplicate known) {
                        settle(
                                context,
                                entry,
                                State.REPLAYED,
                                caller,
                                Map.of("status", "duplicate", "seq", known.seq()));
                    } else if (reply instanceof PatientReply.Rejected rejected) {
                        Problem.of(rejected.rejection()).send(context.request());
                    } else {
                        failed(context, null);
                    }
                })
                .onFailure(failure -> failed(context, failure));
    }

    /** Decides that it will not be recorded. It stays to be seen. */
    public void discard(RoutingContext context) {
        Caller caller = BearerHandler.caller(context);
        found(context, entry -> {
            if (!refusedAsSettled(context, entry)) {
                settle(context, entry, State.DISCARDED, caller, Map.of("status", "discarded"));
            }
        });
    }

    private static boolean refusedAsSettled(RoutingContext context, Quarantined entry) {
        if (entry.state() == State.OPEN) {
            return false;
        }
        new Problem(
                        ProblemCode.SETTLED_ALREADY,
                        "It was settled at " + entry.settledAt() + " by " + entry.settledBy() + ".")
                .send(context.request());
        return true;
    }

    private void settle(RoutingContext context, Quarantined entry, State state, Caller caller, Object body) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        answer(context, desk.quarantine().save(entry.settled(state, now, caller.subject())), done -> body);
    }

    private interface Entry {
        void found(Quarantined entry);
    }

    private void found(RoutingContext context, Entry then) {
        String id = context.pathParam("id");
        if (id == null || !Quarantined.isId(id)) {
            new Problem(ProblemCode.UNKNOWN_QUARANTINE, "No id of a message kept aside has this form.")
                    .send(context.request());
            return;
        }
        Future.fromCompletionStage(desk.quarantine().find(id), context.vertx().getOrCreateContext())
                .onSuccess(entry -> entry.ifPresentOrElse(then::found, () -> new Problem(
                                ProblemCode.UNKNOWN_QUARANTINE, "Nothing is kept aside as " + id + ".")
                        .send(context.request())))
                .onFailure(failure -> unavailable(context, failure));
    }

    private interface Body {
        void read(@Nullable JsonNode json);
    }

    /** The whole body as JSON, or null where there is none. */
    private static void body(RoutingContext context, Body then) {
        Buffer all = Buffer.buffer();
        context.request().handler(piece -> {
            if (all.length() <= MAX_BODY_BYTES) {
                all.appendBuffer(piece);
            }
        });
        context.request().endHandler(end -> {
            if (all.length() > MAX_BODY_BYTES) {
                new Problem(ProblemCode.BODY_TOO_LARGE, "A correction has at most " + MAX_BODY_BYTES + " bytes.")
                        .send(context.request());
                return;
            }
            try {
                then.read(all.length() == 0 ? null : MessageCodec.parse(all.getBytes(), 0, all.length()));
            } catch (MalformedMessage e) {
                new Problem(ProblemCode.MALFORMED_MESSAGE, e.detail()).send(context.request());
            }
        });
    }

    private static <T> void answer(RoutingContext context, CompletionStage<T> stage, Function<T, Object> body) {
        Future.fromCompletionStage(stage, context.vertx().getOrCreateContext())
                .onSuccess(result -> json(context, 200, body.apply(result)))
                .onFailure(failure -> unavailable(context, failure));
    }

    private static void unavailable(RoutingContext context, Throwable failure) {
        LOG.warn("the quarantine did not answer: {}", failure.toString());
        new Problem(ProblemCode.STORAGE_UNAVAILABLE, "The quarantine did not answer in time. Ask again.")
                .send(context.request());
    }

    private static void failed(RoutingContext context, @Nullable Throwable failure) {
        // no message of the failure: it may quote what it failed on
        LOG.error(
                "a request failed: {}",
                failure == null
                        ? "an answer of another command"
                        : failure.getClass().getName());
        new Problem(ProblemCode.INTERNAL_ERROR, "The server failed on this request.").send(context.request());
    }

    private static void json(RoutingContext context, int status, Object body) {
        if (context.response().closed()) {
            return;
        }
        try {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "private, no-store")
                    .end(Buffer.buffer(WireMappers.outside().writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view is always JSON", e);
        }
    }
}
