package io.anamnesis.web.ingest;

import io.anamnesis.sharding.client.Patients;
import io.anamnesis.web.ingest.note.NoteComposer;
import io.anamnesis.web.ingest.note.embedding.SentenceEmbedder;
import io.anamnesis.web.ingest.reading.DocumentFormat;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import io.anamnesis.web.request.RequestScope;
import io.anamnesis.web.token.BearerHandler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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
    private static final Set<String> STORED = new TreeSet<>(Set.of("multipart/related", "application/dicom"));
    private static final Set<String> PAIRED = new TreeSet<>(Set.of("multipart/form-data", "multipart/related"));

    private final Patients patients;
    private final InstantSource clock;
    private final IngestSettings settings;
    private final IdentitySource identities;
    private final List<DocumentFormat> formats;
    private final ExecutorService readers;
    private final SentenceEmbedder embedder;

    /**
     * Reads the identity map, where there is one.
     *
     * @param embedder makes vectors of notes; closed with this
     * @throws com.typesafe.config.ConfigException where the map is wrong
     */
    public FileRoutes(Patients patients, InstantSource clock, IngestSettings settings, SentenceEmbedder embedder) {
        this.patients = patients;
        this.clock = clock;
        this.settings = settings;
        this.embedder = embedder;
        NoteComposer composer = new NoteComposer(embedder);
        this.identities = new IdentitySource(settings.identities(), composer, settings.maxBody());
        this.formats = identities.now().intake().formats();
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
        upload(context, query -> DocumentQuery.of(query, formats, identities::now));
    }

    /** DICOM files as STOW-RS sends them; answered as PS3.18 says, or with the report in lines. */
    public void store(RoutingContext context) {
        AcceptedForm form = AcceptedForm.of(context.request().getHeader("Accept"));
        if (form == AcceptedForm.NEITHER) {
            new Problem(
                            ProblemCode.NOT_ACCEPTABLE,
                            "The answer is " + StoreReport.MEDIA_TYPE + " or " + Report.MEDIA_TYPE + ".")
                    .send(context.request());
            return;
        }
        boolean inLines = form == AcceptedForm.LINES;
        parts(context, STORED, (query, body, type) -> StoreQuery.of(query, body, type, identities::now, inLines));
    }

    /** A volume and its mask. */
    public void volumes(RoutingContext context) {
        parts(context, PAIRED, VolumeQuery::of);
    }

    private interface PartsReading {
        FileReading of(QueryParameters query, UploadedParts body, String mediaType) throws Refused;
    }

    private void parts(RoutingContext context, Set<String> types, PartsReading reading) {
        String given = context.request().getHeader("Content-Type");
        String type = given == null ? "" : given;
        if (!types.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
            new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Expected Content-Type " + String.join(" or ", types) + ".")
                    .send(context.request());
            return;
        }
        UploadedParts body = new UploadedParts(UploadHeaders.gzip(context.request()), settings.maxBody());
        upload(context, query -> reading.of(query, body, type));
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
            readers.execute(RequestScope.carried(upload::read));
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
        embedder.close();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "file-reader-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
