package io.anamnesis.web;

import io.anamnesis.protocol.measure.LiveHeap;
import io.anamnesis.protocol.trace.Tracing;
import io.anamnesis.sharding.client.Feeds;
import io.anamnesis.sharding.client.LiveCohorts;
import io.anamnesis.sharding.client.Models;
import io.anamnesis.sharding.client.PatientQueries;
import io.anamnesis.sharding.client.Patients;
import io.anamnesis.sharding.client.QualityDesk;
import io.anamnesis.web.cohort.CohortRoutes;
import io.anamnesis.web.cohort.live.LiveCohortRoutes;
import io.anamnesis.web.connection.Connections;
import io.anamnesis.web.feed.FeedDoor;
import io.anamnesis.web.feed.FeedRoute;
import io.anamnesis.web.ingest.FileRoutes;
import io.anamnesis.web.ingest.MessagesRoute;
import io.anamnesis.web.ingest.NoteDesk;
import io.anamnesis.web.ingest.note.NoteComposer;
import io.anamnesis.web.ingest.note.embedding.MiniLmEmbedder;
import io.anamnesis.web.ingest.note.embedding.SentenceEmbedder;
import io.anamnesis.web.inventory.InventoryRoute;
import io.anamnesis.web.model.FolderTrainingRoute;
import io.anamnesis.web.model.ModelRoutes;
import io.anamnesis.web.patient.DecisionRoute;
import io.anamnesis.web.patient.PatientList;
import io.anamnesis.web.patient.PatientRoutes;
import io.anamnesis.web.quality.QualityRoutes;
import io.anamnesis.web.query.QueryDesk;
import io.anamnesis.web.request.RequestFront;
import io.anamnesis.web.similarity.SimilarityRoutes;
import io.anamnesis.web.token.BearerHandler;
import io.anamnesis.web.token.Tokens;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The HTTP server of one node. Its methods are called by one thread, start before stop. */
public final class WebServer {
    private static final AtomicInteger ANY_FREE_PORT = new AtomicInteger(-1);
    private static final long STOP_MILLIS = 5_000;
    private static final long QUIET_MILLIS = 300;
    private static final int MAX_SOCKET_MESSAGE_BYTES = 64 * 1024;

    private final Vertx vertx;
    private final WebSettings settings;
    private final Routes routes;
    private final RequestFront front;
    private final FileRoutes files;
    private final FolderTrainingRoute folders;
    private final NoteDesk notes;
    private final FeedDoor feeds;
    private final Connections connections = new Connections();
    private final List<Loop> loops = new CopyOnWriteArrayList<>();
    private final List<String> deployments = new CopyOnWriteArrayList<>();

    /**
     * Wires the routes; nothing listens yet.
     *
     * @param extra mounts further routes, such as health, before those of this module; called once an event loop. They are
     *     open: who wants a token in front puts a {@link BearerHandler} there
     * @param tracing takes a span for each request
     */
    public WebServer(
            Vertx vertx,
            WebSettings settings,
            Tokens tokens,
            Patients patients,
            PatientQueries queries,
            LiveCohorts live,
            Models models,
            QualityDesk quality,
            Feeds feeds,
            InstantSource clock,
            List<Consumer<Router>> extra,
            Tracing tracing) {
        this.vertx = vertx;
        this.front = new RequestFront(tracing);
        this.settings = settings;
        SentenceEmbedder embedder = MiniLmEmbedder.of(settings.embedding());
        this.files = new FileRoutes(patients, clock, settings.ingest(), embedder);
        this.notes = new NoteDesk(patients, new NoteComposer(embedder), settings.notes());
        this.feeds = new FeedDoor(settings.feed(), clock);
        this.folders = new FolderTrainingRoute(models, settings.trainingFolder());
        QueryDesk desk = new QueryDesk(queries, settings.query());
        this.routes = new Routes(
                Routes.table(
                        new MessagesRoute(notes, quality, clock, settings.ingest()),
                        files,
                        new PatientRoutes(patients, settings.patient()),
                        new PatientList(desk),
                        new DecisionRoute(patients, desk, clock),
                        new CohortRoutes(desk),
                        new SimilarityRoutes(desk),
                        new LiveCohortRoutes(live, desk, this.feeds),
                        new InventoryRoute(desk, quality, clock),
                        new ModelRoutes(models, desk),
                        folders,
                        new QualityRoutes(quality, notes, clock),
                        new FeedRoute(feeds, this.feeds)),
                new BearerHandler(tokens, settings.tokenRequired()),
                new HeapGuard(
                        settings.refuseUploadsAboveHeap(), () -> LiveHeap.now().share()),
                new Admission(settings.maxConcurrentRequests()),
                extra);
    }

    /**
     * Begins to listen.
     *
     * @return the actual port; fails where it is taken
     */
    public Future<Integer> start() {
        // Vert.x shares any free port among those that ask for the same negative one
        int port = settings.port() == 0 ? ANY_FREE_PORT.getAndDecrement() : settings.port();
        Supplier<Loop> loop = () -> {
            Loop next = new Loop(port);
            loops.add(next);
            return next;
        };
        return vertx.deployVerticle(loop, new DeploymentOptions().setInstances(settings.eventLoops()))
                .onSuccess(deployments::add)
                .map(id -> loops.get(0).actualPort());
    }

    /**
     * Stops listening; requests under way are answered and their connections closed behind the answers, feeds are told. What is not done
     * after {@value #STOP_MILLIS} ms is cut. A second call waits for nothing.
     */
    public Future<Void> stop() {
        List<String> stopping = List.copyOf(deployments);
        deployments.clear();
        List<Loop> serving = List.copyOf(loops);
        loops.clear();
        long timer = vertx.setTimer(STOP_MILLIS, t -> connections.cutAll());
        connections.stopListening();
        // told first: an undeployed server closes a feed without a reason
        return feeds.leave()
                .compose(told -> quiet())
                .compose(quiet -> Future.join(serving.stream().map(Loop::end).toList()))
                .otherwiseEmpty()
                .compose(ended ->
                        Future.join(stopping.stream().map(vertx::undeploy).toList()))
                .<Void>mapEmpty()
                .onComplete(stopped -> {
                    notes.close();
                    files.close();
                    folders.close();
                    vertx.cancelTimer(timer);
                });
    }

    /** Who has connected a moment ago gets time to ask. */
    private Future<Void> quiet() {
        Promise<Void> later = Promise.promise();
        vertx.setTimer(QUIET_MILLIS, t -> later.complete());
        return later.future();
    }

    List<Routes.Row> routes() {
        return routes.rows();
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(settings.host())
                // where a client offers h2c, Vert.x 5.0.7 answers in part without frames; who needs HTTP/2 has a proxy
                // before it
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout((int) settings.idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setCompressionSupported(settings.compressResponses())
                .setMaxWebSocketFrameSize(MAX_SOCKET_MESSAGE_BYTES)
                .setMaxWebSocketMessageSize(MAX_SOCKET_MESSAGE_BYTES)
                .setWebSocketSubProtocols(List.of(BearerHandler.SUBPROTOCOL))
                .setTcpNoDelay(true);
    }

    /** One event loop: its own router, the shared port. */
    private final class Loop extends VerticleBase {
        private final int port;
        private @Nullable HttpServer server;

        Loop(int port) {
            this.port = port;
        }

        @Override
        public Future<?> start() {
            Router router = routes.router(vertx);
            HttpServer starting = vertx.createHttpServer(options())
                    .connectionHandler(connections::opened)
                    .requestHandler(front.before(router));
            server = starting;
            return starting.listen(port, settings.host());
        }

        /** Answers what is under way, and takes nothing new. */
        Future<Void> end() {
            return server == null ? Future.succeededFuture() : server.shutdown(STOP_MILLIS, TimeUnit.MILLISECONDS);
        }

        int actualPort() {
            return server == null ? port : server.actualPort();
        }
    }
}
