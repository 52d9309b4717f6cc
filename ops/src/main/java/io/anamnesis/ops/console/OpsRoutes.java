package io.anamnesis.ops.console;

import com.typesafe.config.Config;
import io.anamnesis.ops.cluster.ClusterOps;
import io.anamnesis.ops.cluster.ClusterOps.Answer;
import io.anamnesis.ops.cluster.ClusterPicture;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.port.OperatorAction;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The routes of operators. */
public final class OpsRoutes implements Consumer<Router> {
    /** Who may. */
    public static final String ROLE = "operator";

    /** Where the contract is; open to everyone. */
    public static final String CONTRACT_PATH = "/v1/ops/openapi.yaml";

    private static final Buffer CONTRACT = resource();
    private static final int MAX_BODY_BYTES = 4_096;
    private static final int MAX_REASON = 500;
    private static final int PAGE = 50;
    private static final int MOST_A_PAGE = 1_000;

    private final ClusterOps cluster;
    private final Config config;
    private final Door door;
    private final OpsFeed feed;

    /**
     * Routes that nobody has mounted yet.
     *
     * @param maxWatchers consoles that may watch at once
     */
    public OpsRoutes(ClusterOps cluster, Config config, Door door, int maxWatchers) {
        this.cluster = cluster;
        this.config = config;
        this.door = door;
        this.feed = new OpsFeed(cluster, door, maxWatchers);
    }

    /** One row of the table; the contract names the same ones, and a test compares. */
    record Row(HttpMethod method, String path, Handler<RoutingContext> handler) {}

    List<Row> rows() {
        return List.of(
                new Row(HttpMethod.GET, "/v1/ops/cluster", only(context -> picture(context, picture -> picture))),
                new Row(HttpMethod.GET, "/v1/ops/shards", only(context -> picture(context, ClusterPicture::shards))),
                new Row(HttpMethod.POST, "/v1/ops/shards/rebalance", only(this::rebalance)),
                new Row(HttpMethod.POST, "/v1/ops/shards/{shard}/move", only(this::move)),
                new Row(HttpMethod.GET, "/v1/ops/nodes/{node}", only(this::node)),
                new Row(HttpMethod.POST, "/v1/ops/nodes/{node}/{verb}", only(this::act)),
                new Row(HttpMethod.GET, "/v1/ops/actions", only(this::actions)),
                new Row(
                        HttpMethod.GET,
                        "/v1/ops/events",
                        only(context -> Answers.send(context, 200, cluster.eventsAfter(0)))),
                new Row(
                        HttpMethod.GET,
                        "/v1/ops/series",
                        only(context -> Answers.send(context, 200, cluster.samples()))),
                new Row(
                        HttpMethod.GET,
                        "/v1/ops/config",
                        only(context -> Answers.send(context, 200, ConfigView.of(config)))),
                new Row(HttpMethod.GET, "/v1/feeds/ops", only(feed::enter)),
                new Row(HttpMethod.GET, CONTRACT_PATH, OpsRoutes::contract));
    }

    /** Every route but the contract needs a token before it comes here. */
    @Override
    public void accept(Router router) {
        feed.begin();
        for (Row row : rows()) {
            Route route =
                    router.route(row.method(), row.path().replace("{", ":").replace("}", ""));
            if (row.method().equals(HttpMethod.POST)) {
                route.handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
            }
            route.handler(row.handler());
        }
    }

    private static void contract(RoutingContext context) {
        context.response().putHeader("Content-Type", "application/yaml").end(CONTRACT);
    }

    private static Buffer resource() {
        try (InputStream in = OpsRoutes.class.getResourceAsStream("openapi.yaml")) {
            return Buffer.buffer(Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Handler<RoutingContext> only(Handler<RoutingContext> handler) {
        return context -> {
            if (door.caller(context).roles().contains(ROLE)) {
                handler.handle(context);
            } else {
                Answers.problem(
                        context,
                        403,
                        "role-required",
                        "The caller may not do this",
                        "This needs a token with the role '" + ROLE + "'.");
            }
        };
    }

    private interface Part {
        @Nullable
        Object of(ClusterPicture picture);
    }

    private void picture(RoutingContext context, Part part) {
        ClusterPicture picture = cluster.picture();
        Object body = picture == null ? null : part.of(picture);
        if (body != null) {
            Answers.send(context, 200, body);
        } else {
            Answers.problem(
                    context, 503, "no-picture-yet", "The node has just started", "It sees the cluster in a second.");
        }
    }

    private void node(RoutingContext context) {
        String node = context.pathParam("node");
        picture(context, picture -> {
            Object found = picture.nodes().stream()
                    .filter(each -> each.node().equals(node))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                Answers.problem(
                        context,
                        404,
                        "unknown-node",
                        "No such node",
                        "No member of the cluster has the address " + node + ".");
                return Map.of();
            }
            return found;
        });
    }

    // ---- actions

    private void actions(RoutingContext context) {
        String before = context.request().getParam("before");
        String limit = Objects.requireNonNullElse(context.request().getParam("limit"), Integer.toString(PAGE));
        if (!limit.matches("[1-9][0-9]{0,3}") || Integer.parseInt(limit) > MOST_A_PAGE) {
            bad(context, "The parameter 'limit' is a number from 1 to " + MOST_A_PAGE + ".");
        } else if (before != null
                && !before.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z-[0-9a-f]{8}")) {
            bad(context, "The parameter 'before' is the 'next' of an earlier page.");
        } else {
            int most = Integer.parseInt(limit);
            answer(context, cluster.actions(before, most), (ctx, found) -> Answers.send(ctx, 200, page(found, most)));
        }
    }

    private static Map<String, Object> page(List<OperatorAction> found, int most) {
        Map<String, Object> body = new HashMap<>();
        body.put("actions", found);
        if (found.size() == most) {
            body.put("next", found.get(most - 1).id());
        }
        return body;
    }

    private void act(RoutingContext context) {
        String verb = context.pathParam("verb");
        String reason = reason(context);
        if (!ClusterOps.VERBS.contains(verb)) {
            Answers.problem(
                    context,
                    404,
                    "unknown-action",
                    "No such action",
                    "A node can be asked to drain, to leave, or be downed.");
        } else if (reason == null) {
            noReason(context);
        } else {
            Caller caller = door.caller(context);
            answer(context, cluster.act(verb, context.pathParam("node"), reason, caller), this::answered);
        }
    }

    private void rebalance(RoutingContext context) {
        String reason = reason(context);
        if (reason == null) {
            noReason(context);
        } else {
            answer(context, cluster.rebalance(reason, door.caller(context)), this::answered);
        }
    }

    private void move(RoutingContext context) {
        String reason = reason(context);
        String shard = context.pathParam("shard");
        if (reason == null) {
            noReason(context);
        } else if (!shard.matches("[0-9]{1,6}")) {
            bad(context, "A shard is a number, such as 17.");
        } else if (!(context.body().asJsonObject().getValue("node") instanceof String node)) {
            bad(
                    context,
                    "Send {\"node\": \"host:port\", \"reason\": \"…\"}: which node is to have the shard, and why.");
        } else {
            answer(context, cluster.move(Integer.parseInt(shard), node, reason, door.caller(context)), this::answered);
        }
    }

    private static void noReason(RoutingContext context) {
        bad(context, "Send {\"reason\": \"…\"} with 3 to " + MAX_REASON + " characters: it is recorded.");
    }

    private void answered(RoutingContext context, Answer answer) {
        if (answer instanceof Answer.Begun begun) {
            Answers.send(context, 202, begun.action());
        } else if (answer instanceof Answer.Refused refused) {
            Answers.problem(context, refused.status(), refused.code(), "Nothing was done", refused.detail());
        }
    }

    private static @Nullable String reason(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            String reason = body == null ? "" : body.getString("reason", "").strip();
            return reason.length() < 3 || reason.length() > MAX_REASON ? null : reason;
        } catch (DecodeException | ClassCastException e) {
            return null;
        }
    }

    private static void bad(RoutingContext context, String detail) {
        Answers.problem(context, 400, "bad-request", "The request does not have the form it must have", detail);
    }

    /** Stages complete on threads of actors and drivers; responses are written on the request's own. */
    private static <T> void answer(
            RoutingContext context, CompletionStage<T> stage, BiConsumer<RoutingContext, T> then) {
        Context home = Vertx.currentContext();
        var unused = stage.whenComplete((value, failure) -> home.runOnContext(v -> {
            if (failure == null) {
                then.accept(context, value);
            } else {
                Answers.problem(
                        context, 503, "storage-unavailable", "The store did not answer", "Try again in a moment.");
            }
        }));
    }
}
