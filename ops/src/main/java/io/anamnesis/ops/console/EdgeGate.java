package io.anamnesis.ops.console;

import io.anamnesis.ops.cluster.ClusterOps;
import io.anamnesis.ops.cluster.ClusterPicture;
import io.anamnesis.ops.cluster.NodeReport;
import io.anamnesis.protocol.cluster.NodeRole;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns callers away on a node without the role {@code edge}, and names those that have it. To be mounted behind what such a node answers
 * all the same: health, metrics, operations. Problems are retryable: who knows several nodes goes on to the next.
 */
public final class EdgeGate implements Consumer<Router> {
    /** Parts of pages that the console is made of, and the contract. */
    private static final List<String> OPEN = List.of("/assets/", "/openapi.yaml");

    private static final int MOST_NAMED = 3;

    private final ClusterOps cluster;

    /** A gate of a node that sees the cluster so. */
    public EdgeGate(ClusterOps cluster) {
        this.cluster = cluster;
    }

    @Override
    public void accept(Router router) {
        router.route().handler(context -> {
            if (OPEN.stream().anyMatch(context.normalizedPath()::startsWith)) {
                context.next();
            } else {
                refuse(context);
            }
        });
    }

    private void refuse(RoutingContext context) {
        List<String> edges = edges();
        Answers.problem(
                context,
                503,
                "not-an-edge",
                "The node does not serve callers",
                "This node has no role 'edge'. "
                        + (edges.isEmpty()
                                ? "No node that has it can be seen."
                                : "Ask " + String.join(" or ", edges) + "."));
    }

    private List<String> edges() {
        List<String> urls = new ArrayList<>();
        ClusterPicture picture = cluster.picture();
        if (picture != null) {
            for (ClusterPicture.Node node : picture.nodes()) {
                NodeReport report = node.report();
                if (report != null
                        && node.reachable()
                        && node.roles().contains(NodeRole.EDGE.wireName())
                        && urls.size() < MOST_NAMED) {
                    urls.add(report.url());
                }
            }
        }
        return urls;
    }
}
