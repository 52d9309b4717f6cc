package io.anamnesis.web;

import io.anamnesis.web.cohort.CohortRoutes;
import io.anamnesis.web.cohort.live.LiveCohortRoutes;
import io.anamnesis.web.contract.ContractRoute;
import io.anamnesis.web.feed.FeedRoute;
import io.anamnesis.web.ingest.FileRoutes;
import io.anamnesis.web.ingest.MessagesRoute;
import io.anamnesis.web.inventory.InventoryRoute;
import io.anamnesis.web.model.FolderTrainingRoute;
import io.anamnesis.web.model.ModelRoutes;
import io.anamnesis.web.page.PageRoutes;
import io.anamnesis.web.patient.DecisionRoute;
import io.anamnesis.web.patient.PatientList;
import io.anamnesis.web.patient.PatientRoutes;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.quality.QualityRoutes;
import io.anamnesis.web.request.RequestFront;
import io.anamnesis.web.similarity.SimilarityRoutes;
import io.anamnesis.web.token.BearerHandler;
import io.anamnesis.web.token.RoleHandler;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of all routes of this module. The contract names the same ones, and a test compares. */
final class Routes {
    /**
     * One row.
     *
     * @param path with {@code {name}} for a parameter, as the contract writes it
     * @param roles of which the token has to grant one; none where any token will do
     */
    record Row(HttpMethod method, String path, Access access, Set<String> roles, Handler<RoutingContext> handler) {
        /** For any token. */
        Row(HttpMethod method, String path, Access access, Handler<RoutingContext> handler) {
            this(method, path, access, Set.of(), handler);
        }

        String routerPath() {
            return path.replace("{", ":").replace("}", "");
        }

        String methods() {
            return method.equals(HttpMethod.GET) && access != Access.FEED ? "GET, HEAD" : method.name();
        }
    }

    /** What a request passes through before its handler. */
    enum Access {
        /** Nothing. */
        OPEN,
        /** Token, then a place among the concurrent requests. */
        TOKEN,
        /** Token, room in the heap, then as above. */
        UPLOAD,
        /** Token; feeds have limits of their own. */
        FEED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    /** Who makes models, and takes them elsewhere: in them is what patients have in common. */
    private static final Set<String> RESEARCH = Set.of("researcher");

    /** Who says which model serves, and ends work that goes on. */
    private static final Set<String> STEERING = Set.of("researcher", "operator");

    private final List<Row> rows;
    private final BearerHandler bearer;
    private final HeapGuard heap;
    private final Admission admission;
    private final List<Consumer<Router>> extra;
    private final List<PageRoutes> pages = List.of(PageRoutes.shared(), PageRoutes.clinicians());

    Routes(List<Row> rows, BearerHandler bearer, HeapGuard heap, Admission admission, List<Consumer<Router>> extra) {
        this.rows = List.copyOf(rows);
        this.bearer = bearer;
        this.heap = heap;
        this.admission = admission;
        this.extra = List.copyOf(extra);
    }

    static List<Row> table(
            MessagesRoute messages,
            FileRoutes files,
            PatientRoutes patients,
            PatientList list,
            DecisionRoute decisions,
            CohortRoutes cohorts,
            SimilarityRoutes similarity,
            LiveCohortRoutes live,
            InventoryRoute inventory,
            ModelRoutes models,
            FolderTrainingRoute folders,
            QualityRoutes quality,
            FeedRoute feeds) {
        return List.of(
                new Row(HttpMethod.POST, "/v1/messages", Access.UPLOAD, messages),
                new Row(HttpMethod.POST, "/v1/ingest/wearables/{format}", Access.UPLOAD, files::wearables),
                new Row(HttpMethod.POST, "/v1/ingest/image-and-mask", Access.UPLOAD, files::volumes),
                new Row(HttpMethod.POST, "/v1/dicomweb/studies", Access.UPLOAD, files::store),
                new Row(HttpMethod.POST, "/v1/ingest/{format}", Access.UPLOAD, files::documents),
                new Row(HttpMethod.GET, "/v1/patients", Access.TOKEN, list),
                new Row(HttpMethod.GET, "/v1/patients/{id}", Access.TOKEN, patients::profile),
                new Row(HttpMethod.GET, "/v1/patients/{id}/windows", Access.TOKEN, patients::windows),
                new Row(HttpMethod.GET, "/v1/patients/{id}/timeline", Access.TOKEN, patients::timeline),
                new Row(HttpMethod.GET, "/v1/patients/{id}/items/{modality}", Access.TOKEN, patients::items),
                new Row(HttpMethod.POST, "/v1/patients/{id}/decisions", Access.TOKEN, decisions),
                new Row(HttpMethod.GET, "/v1/patients/{id}/fusion", Access.TOKEN, patients::fusion),
                new Row(HttpMethod.GET, "/v1/patients/{id}/similar", Access.TOKEN, similarity::similar),
                new Row(HttpMethod.POST, "/v1/similarity/query", Access.TOKEN, similarity::query),
                new Row(HttpMethod.POST, "/v1/cohorts/query", Access.TOKEN, cohorts::query),
                new Row(HttpMethod.POST, "/v1/cohorts/aggregate", Access.TOKEN, cohorts::aggregate),
                new Row(HttpMethod.GET, "/v1/cohorts", Access.TOKEN, live::list),
                new Row(HttpMethod.PUT, "/v1/cohorts/{name}", Access.TOKEN, live::define),
                new Row(HttpMethod.GET, "/v1/cohorts/{name}", Access.TOKEN, live::show),
                new Row(HttpMethod.DELETE, "/v1/cohorts/{name}", Access.TOKEN, live::end),
                new Row(HttpMethod.GET, "/v1/cohorts/{name}/members", Access.TOKEN, live::members),
                new Row(HttpMethod.GET, "/v1/cohorts/{name}/history", Access.TOKEN, live::history),
                new Row(HttpMethod.GET, "/v1/feeds/cohorts/{name}", Access.FEED, live::watch),
                new Row(HttpMethod.GET, "/v1/inventory", Access.TOKEN, inventory),
                new Row(HttpMethod.GET, "/v1/models", Access.TOKEN, models::list),
                new Row(HttpMethod.GET, "/v1/models/{name}/{version}", Access.TOKEN, models::show),
                new Row(HttpMethod.GET, "/v1/models/{name}/{version}/onnx", Access.TOKEN, RESEARCH, models::onnx),
                new Row(HttpMethod.POST, "/v1/models/{name}/training", Access.TOKEN, RESEARCH, models::train),
                new Row(HttpMethod.POST, "/v1/models/{name}/folder-training", Access.UPLOAD, RESEARCH, folders),
                new Row(
                        HttpMethod.POST,
                        "/v1/models/{name}/{version}/repetition",
                        Access.TOKEN,
                        RESEARCH,
                        models::repeat),
                new Row(HttpMethod.GET, "/v1/aliases", Access.TOKEN, models::aliases),
                new Row(HttpMethod.GET, "/v1/aliases/{alias}", Access.TOKEN, models::promotions),
                new Row(HttpMethod.POST, "/v1/aliases/{alias}", Access.TOKEN, STEERING, models::promote),
                new Row(HttpMethod.GET, "/v1/drift", Access.TOKEN, models::drift),
                new Row(HttpMethod.GET, "/v1/shadow", Access.TOKEN, models::shadow),
                new Row(HttpMethod.GET, "/v1/jobs", Access.TOKEN, models::jobs),
                new Row(HttpMethod.DELETE, "/v1/jobs/{id}", Access.TOKEN, STEERING, models::cancel),
                new Row(HttpMethod.GET, "/v1/quality", Access.TOKEN, quality::counts),
                new Row(HttpMethod.GET, "/v1/quarantine", Access.TOKEN, quality::list),
                new Row(HttpMethod.GET, "/v1/quarantine/{id}", Access.TOKEN, quality::show),
                new Row(HttpMethod.POST, "/v1/quarantine/{id}/replay", Access.TOKEN, quality::replay),
                new Row(HttpMethod.POST, "/v1/quarantine/{id}/discard", Access.TOKEN, quality::discard),
                new Row(HttpMethod.GET, "/v1/feeds/patients/{id}", Access.FEED, feeds),
                new Row(HttpMethod.GET, "/openapi.yaml", Access.OPEN, new ContractRoute()));
    }

    List<Row> rows() {
        return rows;
    }

    /** A router of its own for each event loop. */
    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(RequestFront::watch);
        extra.forEach(mount -> mount.accept(router));
        pages.forEach(mount -> mount.accept(router));
        router.get("/").handler(context -> PageRoutes.redirect(context.request(), "/app/"));
        rows.forEach(row -> mount(router, row));
        rows.stream().map(Row::routerPath).distinct().forEach(path -> router.route(path)
                .handler(context -> wrongMethod(context, path)));
        router.route().handler(Routes::unknownPath);
        router.errorHandler(400, Routes::unreadable);
        router.errorHandler(500, Routes::failed);
        return router;
    }

    private void mount(Router router, Row row) {
        Route route = router.route(row.method(), row.routerPath());
        if (row.methods().contains("HEAD")) {
            route.method(HttpMethod.HEAD);
        }
        if (row.access() != Access.OPEN) {
            route.handler(bearer);
        }
        if (!row.roles().isEmpty()) {
            route.handler(new RoleHandler(row.roles()));
        }
        if (row.access() == Access.UPLOAD) {
            route.handler(heap);
        }
        if (row.access() == Access.TOKEN || row.access() == Access.UPLOAD) {
            route.handler(admission);
        }
        route.handler(row.handler());
    }

    private void wrongMethod(RoutingContext context, String routerPath) {
        String allowed = rows.stream()
                .filter(row -> row.routerPath().equals(routerPath))
                .map(Row::methods)
                .collect(Collectors.joining(", "));
        new Problem(ProblemCode.METHOD_NOT_ALLOWED, "This path knows " + allowed + ".")
                .header("Allow", allowed)
                .send(context.request());
    }

    private static void unknownPath(RoutingContext context) {
        new Problem(ProblemCode.NOT_FOUND, "There is nothing at this path. The contract is at /openapi.yaml.")
                .send(context.request());
    }

    private static void unreadable(RoutingContext context) {
        new Problem(ProblemCode.BAD_REQUEST, "The path or query can't be decoded.").send(context.request());
    }

    /** Without the failure's message, which may quote what it failed on. */
    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        StackTraceElement[] stack = failure == null ? new StackTraceElement[0] : failure.getStackTrace();
        LOG.error(
                "a request failed unexpectedly: {} at {}",
                failure == null ? "no exception" : failure.getClass().getName(),
                stack.length == 0 ? "an unknown place" : stack[0]);
        new Problem(ProblemCode.INTERNAL_ERROR, "The server failed on this request.").send(context.request());
    }
}
