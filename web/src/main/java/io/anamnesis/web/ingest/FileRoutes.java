package io.anamnesis.web.ingest;

import io.anamnesis.sharding.client.Patients;
import io.anamnesis.web.ingest.reading.DocumentIntake;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code POST /v1/ingest/wearables/{format}} and {@code POST /v1/ingest/{format}}: a file as people have it, in; a report, out.
 * Each upload has a thread of its own while it is read, since the readers block; there are as many as uploads may run.
 */
public final class FileRoutes implements AutoCloseable {
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final long IDLE_SECONDS = 30;

    private final Patients patients;
    private final InstantSource clock;
    private final IngestSettings settings;
    private final DocumentIntake documents;
    private final ExecutorService readers;

    public FileRoutes(Patients patients, InstantSource clock, IngestSettings settings) {
        this.patients = patients;
        this.clock = clock;
        this.settings = settings;
        this.documents = new DocumentIntake(DocumentFormats.readers(), settings.maxBody());
        this.readers = new ThreadPoolExecutor(
                0,
                settings.maxConcurrentFiles(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                FileRoutes::thread);
    }

    /** An export of a wearable. */
    public void wearables(RoutingContext context) {
        upload(context, query -> WearableQuery.of(query, settings.maxBody()));
    }

    /** A document of any other modality, or an archive of them. */
    public void documents(RoutingContext context) {
        upload(context, query -> DocumentQuery.of(query, documents));
    }

    private interface Reading {
        FileReading of(QueryParameters query) throws Refused;
    }

    private void upload(RoutingContext context, Reading reading) {
        Problem problem = UploadHeaders.check(context.request(), Set.of(), settings.maxBody());
        if (problem != null) {
            problem.send(context.request());
            return;
        }
        try {
            begin(context, reading.of(new QueryParameters(context)));
        } catch (Refused e) {
            e.problem().send(context.request());
        }
    }

    private void begin(RoutingContext context, FileReading reading) {
        FileRequest upload = new FileRequest(
                context.request(),
                reading,
                BearerHandler.caller(context),
                patients,
                clock.instant(),
                settings,
                Vertx.currentContext());
        try {
            readers.execute(upload::read);
        } catch (RejectedExecutionException e) {
            new Problem(
                            ProblemCode.SERVER_BUSY,
                            "The server reads " + settings.maxConcurrentFiles()
                                    + " files, the most it may. Try again later.")
                    .send(context.request());
            return;
        }
        upload.start();
    }

    /** Interrupts what is being read. */
    @Override
    public void close() {
        readers.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "file-reader-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
