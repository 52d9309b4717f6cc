package io.anamnesis.web.patient;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientCommand.GetWindows;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /v1/patients/{id}}, {@code .../windows}, {@code .../timeline}, {@code .../items/{modality}} and {@code .../fusion}. */
public final class PatientRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PatientRoutes.class);
    private static final Instant BEGINNING = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    private static final int MAX_FILTERS = 8;

    private final Patients patients;
    private final PatientSettings settings;

    public PatientRoutes(Patients patients, PatientSettings settings) {
        this.patients = patients;
        this.settings = settings;
    }

    /** The profile, live or as it was known; its ETag is its sequence number. */
    public void profile(RoutingContext context) {
        ask(
                context,
                query -> new PatientCommand.GetProfile(query.patient(), BearerHandler.caller(context), query.asOf()));
    }

    /** Windows of one metric, oldest first; with {@code every} put together to longer ones. */
    public void windows(RoutingContext context) {
        GetWindows command;
        Duration every;
        try {
            QueryParameters query = new QueryParameters(context);
            every = query.span("every");
            command = new GetWindows(
                    query.patient(),
                    BearerHandler.caller(context),
                    query.metric(),
                    query.instant("from", BEGINNING),
                    query.instant("to", END),
                    query.limit(settings.windowsPage(), settings.maxWindowsPage()));
        } catch (Refused e) {
            e.problem().send(context.request());
            return;
        }
        answered(context, command, every == null ? patients.ask(command) : CoarseWindows.ask(patients, command, every));
    }

    /** Accepted messages, newest first. */
    public void timeline(RoutingContext context) {
        ask(context, query -> {
            Long before = query.seq("beforeSeq");
            return new PatientCommand.GetTimeline(
                    query.patient(),
                    BearerHandler.caller(context),
                    before == null ? Long.MAX_VALUE : before,
                    query.limit(settings.timelinePage(), settings.maxTimelinePage()));
        });
    }

    /** Things that the profile holds of a modality, in the order of kind and key. Other parameters are filters. */
    public void items(RoutingContext context) {
        ask(
                context,
                query -> new PatientCommand.GetItems(
                        query.patient(),
                        BearerHandler.caller(context),
                        query.modality(),
                        query.optional("kind"),
                        query.others(MAX_FILTERS, "kind", "after", "limit"),
                        query.cursor(),
                        query.limit(settings.itemsPage(), settings.maxItemsPage())));
    }

    /** What the model makes of the patient, live or as it was known. */
    public void fusion(RoutingContext context) {
        ask(
                context,
                query -> new PatientCommand.GetFusion(query.patient(), BearerHandler.caller(context), query.asOf()));
    }

    private interface Question {
        PatientCommand of(QueryParameters query) throws Refused;
    }

    private void ask(RoutingContext context, Question question) {
        PatientCommand command;
        try {
            command = question.of(new QueryParameters(context));
        } catch (Refused e) {
            e.problem().send(context.request());
            return;
        }
        answered(context, command, patients.ask(command));
    }

    private static void answered(RoutingContext context, PatientCommand command, CompletionStage<PatientReply> reply) {
        Context home = Vertx.currentContext();
        reply.whenComplete((done, failure) -> home.runOnContext(v -> answer(context, command, done, failure)));
    }

    private static void answer(
            RoutingContext context, PatientCommand command, @Nullable PatientReply reply, @Nullable Throwable failure) {
        if (context.response().closed()) {
            return;
        }
        if (reply instanceof PatientReply.Profile profile) {
            profile(context, profile.profile());
        } else if (reply instanceof PatientReply.Windows windows) {
            json(context.response(), WindowsBody.of(command, windows));
        } else if (reply instanceof PatientReply.Timeline timeline) {
            json(context.response(), new TimelineBody(command.patient(), timeline.entries(), timeline.nextBeforeSeq()));
        } else if (reply instanceof PatientReply.Items items) {
            json(context.response(), new ItemsBody(command.patient(), items.items(), items.nextAfter()));
        } else if (reply instanceof PatientReply.Fusion fusion) {
            json(context.response(), FusionBody.of(command.patient(), fusion.fusion()));
        } else if (reply instanceof PatientReply.Rejected rejected) {
            Problem.of(rejected.rejection()).send(context.request());
        } else {
            // no message of the failure: it may quote what it failed on
            LOG.error(
                    "{} failed unexpectedly: {}",
                    command.getClass().getSimpleName(),
                    failure == null
                            ? "an answer of another command"
                            : failure.getClass().getName());
            new Problem(ProblemCode.INTERNAL_ERROR, "The server failed on this request.").send(context.request());
        }
    }

    private static void profile(RoutingContext context, ProfileView profile) {
        String tag = "\"" + profile.seq() + "\"";
        HttpServerResponse response = context.response();
        response.putHeader("ETag", tag);
        if (matches(context.request().getHeader("If-None-Match"), tag)) {
            cacheable(response);
            response.setStatusCode(304).end();
        } else {
            json(response, profile);
        }
    }

    private static boolean matches(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                        .anyMatch(known -> known.equals(tag) || known.equals("*"));
    }

    private static void json(HttpServerResponse response, Object body) {
        try {
            cacheable(response);
            response.putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(WireMappers.outside().writeValueAsBytes(body)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view is always JSON", e);
        }
    }

    /** For this caller only, and asked about again every time. */
    private static void cacheable(HttpServerResponse response) {
        response.putHeader("Cache-Control", "private, no-cache").putHeader("Vary", "Authorization");
    }
}
