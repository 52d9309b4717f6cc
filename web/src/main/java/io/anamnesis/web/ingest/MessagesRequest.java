package io.anamnesis.web.ingest;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.wire.MalformedMessage;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.sharding.client.QualityDesk;
import io.anamnesis.web.ingest.GzipInflater.BadGzip;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One {@code POST /v1/messages}. It takes a buffer off the connection only when it has used up the one before, and a line
 * out of it only while fewer than the allowed number of commands wait for their answer and the client takes its report.
 *
 * <p>Confined to the connection's context. No object per line but the message, its command and its {@link AskedOutcome}.
 */
final class MessagesRequest {
    private static final int PIECE_BYTES = 32 * 1024;
    /** Decoded bytes of one turn: a body that decompresses a thousandfold must not keep the event loop from others. */
    private static final int TURN_BYTES = 512 * 1024;

    private final HttpServerRequest request;
    private final Caller caller;
    private final Patients patients;
    private final QualityDesk quality;
    private final InstantSource clock;
    private final IngestSettings settings;
    private final Context context;
    private final IngestBugs bugs;
    private final UploadBody body;
    private final LineSplitter lines;
    private final Report report = new Report();
    private final ReportResponse response;
    private final OutcomeQueue outcomes;
    private final byte[] piece = new byte[PIECE_BYTES];

    private Instant arrivedAt;
    private int inFlight;
    private long decoded;
    private boolean pumping;
    private boolean demanded;
    private boolean turnScheduled;
    private boolean received;
    private boolean read;
    private boolean over;
    private @Nullable Problem failure;

    MessagesRequest(
            HttpServerRequest request,
            Caller caller,
            Patients patients,
            QualityDesk quality,
            InstantSource clock,
            IngestSettings settings,
            Context context) {
        this.request = request;
        this.caller = caller;
        this.patients = patients;
        this.quality = quality;
        this.clock = clock;
        this.settings = settings;
        this.context = context;
        this.bugs = new IngestBugs("POST /v1/messages");
        this.body = UploadBody.of(UploadHeaders.gzip(request));
        this.lines = new LineSplitter(settings.maxLine());
        this.response = new ReportResponse(request, report, settings.reportHold());
        this.outcomes = new OutcomeQueue(context, this::answered);
        this.arrivedAt = clock.instant();
    }

    void start() {
        request.pause();
        request.handler(this::received);
        request.endHandler(end -> {
            received = true;
            pump();
        });
        request.exceptionHandler(gone -> abandon());
        request.response().exceptionHandler(gone -> abandon());
        request.response().closeHandler(gone -> abandon());
        response.onDrain(this::pump);
        UploadHeaders.proceed(request);
        pump();
    }

    private void received(Buffer buffer) {
        demanded = false;
        if (!over && failure == null) {
            body.offer(buffer);
        }
        pump();
    }

    /** Moves as much as the bounds allow. May be called at any time; a call from within itself does nothing. */
    private void pump() {
        if (pumping || over) {
            return;
        }
        pumping = true;
        try {
            readLines();
        } catch (BadGzip e) {
            fail(new Problem(
                    ProblemCode.BAD_GZIP,
                    "The body is no gzip stream: " + e.getMessage() + ". What came before may have been recorded."));
        } finally {
            pumping = false;
        }
        finishTurn();
    }

    private void readLines() throws BadGzip {
        arrivedAt = clock.instant();
        long turnEnd = decoded + TURN_BYTES;
        while (!over && !read && failure == null && inFlight < settings.maxInFlight() && !response.full()) {
            switch (lines.next()) {
                case LINE -> line();
                case TOO_LONG -> tooLong();
                case NOTHING -> {
                    if (decoded >= turnEnd) {
                        scheduleTurn();
                        return;
                    }
                    if (!nextPiece()) {
                        return;
                    }
                }
            }
            if (report.pendingBytes() >= settings.reportHold()) {
                response.flush();
            }
        }
    }

    /** False where the connection has to bring more, or has brought all. */
    private boolean nextPiece() throws BadGzip {
        int n = body.read(piece);
        if (n == 0 && !received && !demanded) {
            demanded = true;
            request.fetch(1);
            n = over ? 0 : body.read(piece);
        }
        if (n > 0) {
            decoded += n;
            if (decoded > settings.maxBody()) {
                fail(UploadHeaders.tooLarge(settings.maxBody()));
                return false;
            }
            lines.offer(piece, n);
            return true;
        }
        if (received) {
            lastLine();
        }
        return false;
    }

    private void lastLine() throws BadGzip {
        if (!body.complete()) {
            throw new BadGzip("it ends too early");
        }
        read = true;
        switch (lines.last()) {
            case LINE -> line();
            case TOO_LONG -> tooLong();
            case NOTHING -> {}
        }
    }

    private void line() {
        try {
            ModalityMessage message = MessageCodec.fromJson(lines.line(), lines.offset(), lines.length(), arrivedAt);
            ask(message);
        } catch (MalformedMessage e) {
            if (!keptAside(e)) {
                report.rejected(
                        lines.number(),
                        null,
                        null,
                        ProblemCode.MALFORMED_MESSAGE.code(),
                        e.detail(),
                        e.pointer(),
                        false);
            }
        } catch (RuntimeException e) {
            bugs.log(e);
            report.rejected(
                    lines.number(), null, ProblemCode.INTERNAL_ERROR, "The server failed on reading this line.");
        }
    }

    private void ask(ModalityMessage message) {
        AskedOutcome outcome = new AskedOutcome(lines.number(), message.id().value(), outcomes, bugs::log);
        inFlight++;
        try {
            outcome.await(patients.ask(new PatientCommand.Record(message, caller)));
        } catch (RuntimeException e) {
            outcome.accept(null, e);
        }
    }

    /** A message that says whose it is and where it comes from, and whose payload has changed its shape, is not lost. */
    private boolean keptAside(MalformedMessage why) {
        ChangedShape changed = ChangedShape.of(lines.line(), lines.offset(), lines.length(), why);
        if (changed == null) {
            return false;
        }
        AskedOutcome outcome = new AskedOutcome(lines.number(), changed.id(), outcomes, bugs::log);
        inFlight++;
        outcome.await(quality.keep(
                changed.patient(),
                changed.sourceSystem(),
                ChangedShape.RULE,
                why.pointer(),
                why.detail(),
                changed.document()));
        return true;
    }

    private void tooLong() {
        report.rejected(
                lines.number(),
                null,
                ProblemCode.LINE_TOO_LONG,
                "The line is longer than " + settings.maxLine() + " bytes and was skipped.");
    }

    /** Takes the answers that have arrived; one turn for many. */
    private void answered() {
        Outcome outcome = outcomes.takeAll();
        while (outcome != null) {
            inFlight--;
            if (!over) {
                outcome.tell(report);
            }
            outcome = outcome.next;
        }
        pump();
    }

    private void finishTurn() {
        if (over) {
            return;
        }
        response.flush();
        if (inFlight > 0) {
            return;
        }
        if (failure != null) {
            over = true;
            response.fail(failure);
            body.close();
        } else if (read) {
            over = true;
            response.finish(Map.of(), 200);
            body.close();
        }
    }

    /** A report that has begun waits for the answers that are still to come; a problem goes out at once. */
    private void fail(Problem problem) {
        failure = problem;
        if (!response.begun()) {
            over = true;
            body.close();
            response.fail(problem);
        }
    }

    private void scheduleTurn() {
        if (!turnScheduled) {
            turnScheduled = true;
            context.runOnContext(v -> {
                turnScheduled = false;
                pump();
            });
        }
    }

    private void abandon() {
        if (!over) {
            over = true;
            body.close();
        }
    }
}
