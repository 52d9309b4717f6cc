package io.anamnesis.web.patient;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.query.MalformedQuery;
import io.anamnesis.web.query.QueryDesk;
import io.anamnesis.web.query.QueryFields;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/patients/{id}/decisions}: what people decided about a patient, such as a tumour board. It becomes a note in the
 * patient's record like any other, with a type of its own; who recorded it is not told by the body but by the token. A record that
 * was taken is never changed: what was decided otherwise later is another one.
 */
public final class DecisionRoute implements Handler<RoutingContext> {
    /** The type of the note, and its tag. */
    static final String TYPE = "tumour-board-decision";

    static final String SYSTEM = "anamnesis-decisions";
    private static final int MOST_CHARS = 20_000;
    private static final int LONGEST_DEVICE = 128;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{8,64}");
    private static final Logger LOG = LoggerFactory.getLogger(DecisionRoute.class);

    private final Patients patients;
    private final QueryDesk desk;
    private final InstantSource clock;

    public DecisionRoute(Patients patients, QueryDesk desk, InstantSource clock) {
        this.patients = patients;
        this.desk = desk;
        this.clock = clock;
    }

    /** What became of it. */
    record Body(String status, long seq, String messageId, String recordedBy) {}

    @Override
    public void handle(RoutingContext context) {
        PatientId patient;
        try {
            patient = new QueryParameters(context).patient();
        } catch (Refused e) {
            e.problem().send(context.request());
            return;
        }
        desk.body(context, body -> {
            QueryFields fields = new QueryFields(body, Set.of("id", "text"));
            String id = fields.requiredText("id");
            String text = fields.requiredText("text").strip();
            if (!ID.matcher(id).matches()) {
                throw new MalformedQuery(
                        "/id", "Expected 8 to 64 letters, digits and dashes, another for each decision");
            }
            if (text.isEmpty() || text.length() > MOST_CHARS) {
                throw new MalformedQuery("/text", "Expected 1 to " + MOST_CHARS + " characters, here " + text.length());
            }
            Caller caller = BearerHandler.caller(context);
            record(context, message(patient, caller, id, text, clock.instant()), caller);
        });
    }

    private static ModalityMessage message(PatientId patient, Caller caller, String id, String text, Instant now) {
        String subject = caller.subject();
        ClinicalNote note = new ClinicalNote(
                id,
                TYPE,
                "en",
                text,
                "Tumour board decision",
                PartialDate.day(LocalDate.ofInstant(now, ZoneOffset.UTC)),
                null,
                null);
        return new ModalityMessage(
                new MessageId("decision-" + id),
                patient,
                new Source(SYSTEM, subject.length() > LONGEST_DEVICE ? subject.substring(0, LONGEST_DEVICE) : subject),
                now,
                now,
                ModalityMessage.CURRENT_SCHEMA_VERSION,
                Set.of(TYPE),
                new Payload.NotePayload(note),
                Map.of());
    }

    /** Of a patient who is there; a decision makes none. */
    private void record(RoutingContext context, ModalityMessage message, Caller caller) {
        Context home = Vertx.currentContext();
        CompletionStage<PatientReply> reply = patients.ask(
                        new PatientCommand.GetTimeline(message.patient(), caller, Long.MAX_VALUE, 1))
                .thenCompose(known -> known instanceof PatientReply.Timeline
                        ? patients.ask(new PatientCommand.Record(message, caller))
                        : CompletableFuture.completedStage(known));
        reply.whenComplete((done, failure) -> home.runOnContext(v -> answer(context, message, caller, done, failure)));
    }

    private static void answer(
            RoutingContext context,
            ModalityMessage message,
            Caller caller,
            @Nullable PatientReply reply,
            @Nullable Throwable failure) {
        if (context.response().closed()) {
            return;
        }
        String id = message.id().value();
        if (reply instanceof PatientReply.Accepted accepted) {
            QueryDesk.json(context, new Body("accepted", accepted.seq(), id, caller.subject()));
        } else if (reply instanceof PatientReply.Duplicate duplicate) {
            QueryDesk.json(context, new Body("duplicate", duplicate.seq(), id, caller.subject()));
        } else if (reply instanceof PatientReply.Rejected rejected) {
            Problem.of(rejected.rejection()).send(context.request());
        } else {
            // no message of the failure: it may quote what it failed on
            LOG.error(
                    "a decision failed: {}",
                    failure == null
                            ? "an answer of another command"
                            : failure.getClass().getName());
            new Problem(ProblemCode.INTERNAL_ERROR, "The server failed on this request.").send(context.request());
        }
    }
}
