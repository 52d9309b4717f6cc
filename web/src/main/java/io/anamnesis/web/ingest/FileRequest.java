package io.anamnesis.web.ingest;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One upload of a file. The reader runs on a worker thread and takes a permit for every outcome, the answer of a
 * message or a refusal; the connection's context gives it back when the outcome is in the report and the client takes its
 * report. So neither side runs ahead of the other.
 */
final class FileRequest implements FileReading.Output {
    /** The client is gone or the server stops: ends the reading, is nobody's bug. */
    private static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("abandoned", null, false, false);
        }
    }

    /** Given back when the client leaves, so that a reader that waits wakes up and sees it. */
    private static final int WAKE_UP = 1;

    private final HttpServerRequest request;
    private final FileReading reading;
    private final Caller caller;
    private final Patients patients;
    private final Instant arrivedAt;
    private final Context context;
    private final IngestBugs bugs = new IngestBugs("POST /v1/ingest");
    private final UploadReport report;
    private final ReportResponse response;
    private final OutcomeQueue outcomes;
    private final Semaphore permits;
    private final BodyPipe pipe;

    private volatile boolean gone;
    /** On the worker thread only, until it is handed over at the end. */
    private long given;

    private long told;
    private long expected = -1;
    private int withheld;
    private Map<String, Object> counts = Map.of();
    private @Nullable Problem failure;

    FileRequest(
            HttpServerRequest request,
            FileReading reading,
            Caller caller,
            Patients patients,
            Instant arrivedAt,
            IngestSettings settings,
            Context context) {
        this.request = request;
        this.reading = reading;
        this.caller = caller;
        this.patients = patients;
        this.arrivedAt = arrivedAt;
        this.context = context;
        this.report = reading.report();
        this.response = new ReportResponse(request, report, settings.reportHold());
        this.outcomes = new OutcomeQueue(context, this::tell);
        this.permits = new Semaphore(settings.maxInFlight());
        this.pipe = new BodyPipe(settings.filePipe(), () -> context.runOnContext(v -> request.fetch(1)));
    }

    void start() {
        request.pause();
        request.handler(pipe::put);
        request.endHandler(end -> pipe.end());
        request.exceptionHandler(cause -> abandon());
        request.response().exceptionHandler(cause -> abandon());
        request.response().closeHandler(cause -> abandon());
        response.onDrain(this::giveBack);
        UploadHeaders.proceed(request);
    }

    /** The whole reading, on a worker thread. */
    void read() {
        try {
            finish(reading.read(pipe, arrivedAt, this), null);
        } catch (UnreadableInput e) {
            finish(Map.of(), problem(e));
        } catch (Abandoned | IOException e) {
            finish(Map.of(), new Problem(ProblemCode.UNAVAILABLE, "The upload was cut off."));
        } catch (RuntimeException e) {
            long handedOver = given;
            context.runOnContext(v -> bugs.log(e));
            finish(
                    Map.of(),
                    new Problem(ProblemCode.INTERNAL_ERROR, "The server failed on this file.")
                            .with("outcomes", handedOver));
        } finally {
            pipe.close();
        }
    }

    @Override
    public void message(ModalityMessage message, long line) {
        takePermit();
        AskedOutcome outcome = new AskedOutcome(line, message.id().value(), outcomes, bugs::log);
        try {
            outcome.await(patients.ask(new PatientCommand.Record(message, caller)));
        } catch (RuntimeException e) {
            outcome.accept(null, e);
        }
    }

    @Override
    public void refused(Refusal refusal) {
        takePermit();
        outcomes.add(new RefusedOutcome(refusal));
    }

    private void takePermit() {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Abandoned();
        }
        if (gone) {
            permits.release(WAKE_UP);
            throw new Abandoned();
        }
        given++;
    }

    private void finish(Map<String, Object> more, @Nullable Problem problem) {
        long all = given;
        context.runOnContext(v -> {
            expected = all;
            counts = more;
            failure = problem;
            end();
        });
    }

    private void tell() {
        Outcome outcome = outcomes.takeAll();
        while (outcome != null) {
            told++;
            withheld++;
            if (!gone) {
                outcome.tell(report);
            }
            outcome = outcome.next;
        }
        response.flush();
        giveBack();
        end();
    }

    private void giveBack() {
        if (withheld > 0 && (gone || !response.full())) {
            permits.release(withheld);
            withheld = 0;
        }
    }

    private void end() {
        if (gone || told != expected) {
            return;
        }
        gone = true;
        Problem problem = failure;
        if (problem == null) {
            response.finish(counts, ProblemCode.UNREADABLE_FILE.status());
        } else {
            response.fail(problem);
        }
    }

    private void abandon() {
        if (!gone) {
            gone = true;
            pipe.fail("the client is gone");
            permits.release(WAKE_UP);
        }
    }

    private Problem problem(UnreadableInput e) {
        ProblemCode code = e.code().equals("too-large") ? ProblemCode.BODY_TOO_LARGE : reading.unreadable();
        return new Problem(
                        code,
                        "The file can't be read, or not any further (" + e.reason()
                                + "). What came before may have been recorded; a repeat counts once.")
                .with("reason", e.code())
                .with("location", e.location());
    }
}
