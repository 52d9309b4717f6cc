package io.anamnesis.web.model;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.Job;
import io.anamnesis.protocol.model.TrainingFolder;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.client.Models;
import io.anamnesis.web.ingest.BodyPipe;
import io.anamnesis.web.model.folder.FolderFault;
import io.anamnesis.web.model.folder.FolderReader;
import io.anamnesis.web.model.folder.FolderSettings;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.request.RequestScope;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/models/{name}/folder-training}: a zip of tables in, a job out. The body is read as it comes, on a thread of its own; there are
 * as many as folders may be read at the same time.
 */
public final class FolderTrainingRoute implements Handler<RoutingContext>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderTrainingRoute.class);
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final long IDLE_SECONDS = 30;
    private static final String ZIP = "application/zip";

    private final Models models;
    private final FolderSettings settings;
    private final ExecutorService readers;

    public FolderTrainingRoute(Models models, FolderSettings settings) {
        this.models = models;
        this.settings = settings;
        this.readers = new ThreadPoolExecutor(
                0,
                settings.maxConcurrent(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                FolderTrainingRoute::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "training-folder-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        try {
            check(request);
            QueryParameters query = new QueryParameters(context);
            begin(context, FolderParameters.of(ModelRoutes.name(query), query));
        } catch (Refused e) {
            e.problem().send(request);
        }
    }

    private void check(HttpServerRequest request) throws Refused {
        String type = request.getHeader("Content-Type");
        if (type == null
                || !type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(ZIP)) {
            throw new Refused(new Problem(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    "Expected Content-Type " + ZIP + ": labels.csv and a CSV file a modality."));
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refused(new Problem(
                    ProblemCode.UNSUPPORTED_ENCODING, "Expected no Content-Encoding: a zip is packed as it is."));
        }
        String length = request.getHeader("Content-Length");
        try {
            if (length != null && Long.parseLong(length) > settings.maxBody()) {
                throw new Refused(new Problem(
                        ProblemCode.BODY_TOO_LARGE,
                        "The zip has " + length + " bytes, at most " + settings.maxBody() + " are taken."));
            }
        } catch (NumberFormatException e) {
            throw new Refused(new Problem(ProblemCode.BAD_REQUEST, "Expected Content-Length to be a number of bytes."));
        }
    }

    private void begin(RoutingContext context, FolderParameters parameters) {
        HttpServerRequest request = context.request();
        Caller caller = BearerHandler.caller(context);
        Context home = Vertx.currentContext();
        BodyPipe pipe = new BodyPipe(settings.pipe(), () -> home.runOnContext(v -> request.fetch(1)));
        try {
            readers.execute(RequestScope.carried(() -> {
                Answer answer = answer(parameters, pipe, caller);
                pipe.close();
                home.runOnContext(v -> answer.send(context));
            }));
        } catch (RejectedExecutionException e) {
            new Problem(
                            ProblemCode.SERVER_BUSY,
                            "The server reads " + settings.maxConcurrent()
                                    + " folders to train from, the most it may. Try again later.")
                    .send(request);
            return;
        }
        request.pause();
        request.handler(pipe::put);
        request.endHandler(end -> pipe.end());
        request.exceptionHandler(cause -> pipe.fail("the client is gone"));
        request.response().exceptionHandler(cause -> pipe.fail("the client is gone"));
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    /** Ends the request, on its context. */
    private interface Answer {
        void send(RoutingContext context);
    }

    private static Answer problem(Problem problem) {
        return context -> problem.send(context.request());
    }

    private Answer answer(FolderParameters parameters, BodyPipe body, Caller caller) {
        try {
            TrainingFolder folder = new FolderReader(settings, parameters.modalities()).read(body);
            TrainingRequest request = parameters.request(folder);
            CompletionStage<QueryResult<Job>> begun = models.train(request, folder, caller);
            return context -> ModelRoutes.answer(context, begun, ModelBody.JobBody::of);
        } catch (FolderFault e) {
            return problem(problem(e));
        } catch (Refused e) {
            return problem(e.problem());
        } catch (IOException e) {
            return problem(new Problem(ProblemCode.UNAVAILABLE, "The upload was cut off."));
        } catch (RuntimeException e) {
            // no message of the failure: it may quote what it failed on
            LOG.error("a folder to train from was not read: {}", e.getClass().getName());
            return problem(new Problem(ProblemCode.INTERNAL_ERROR, "The server failed on this folder."));
        }
    }

    private static Problem problem(FolderFault fault) {
        Problem problem = new Problem(
                fault.isTooLarge() ? ProblemCode.BODY_TOO_LARGE : ProblemCode.UNREADABLE_FILE,
                "Nothing is trained: " + fault.shown() + ".");
        String file = fault.file();
        String column = fault.column();
        problem = file == null ? problem : problem.with("file", file);
        problem = fault.line() == 0 ? problem : problem.with("line", fault.line());
        return column == null ? problem : problem.with("column", column);
    }

    /** Interrupts what is being read. */
    @Override
    public void close() {
        readers.shutdownNow();
    }
}
