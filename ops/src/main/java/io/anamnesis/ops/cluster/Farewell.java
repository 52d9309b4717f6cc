package io.anamnesis.ops.cluster;

import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.util.function.Consumer;

/**
 * Closes connections behind their answers while a node is drained, so that its callers open their next one elsewhere and none is cut. To
 * be mounted before all routes.
 */
public final class Farewell implements Consumer<Router> {
    private final NodeStage stage;

    public Farewell(NodeStage stage) {
        this.stage = stage;
    }

    @Override
    public void accept(Router router) {
        router.route().handler(context -> {
            if (stage.now() != Stage.SERVING
                    && context.request().version() != HttpVersion.HTTP_2
                    && !context.request().canUpgradeToWebSocket()) {
                context.response().putHeader("Connection", "close");
            }
            context.next();
        });
    }
}
