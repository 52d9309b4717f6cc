package io.anamnesis.node.cli;

import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.protocol.cluster.NodeRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a system is started: shared by {@code up} and {@code demo}. */
final class SystemOptions {
    static final int MAX_NODES = 16;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Nodes to start on this machine, 1 to 16. Default: ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--http-port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "HTTP port of the first node; each node takes the next free one. Default: ${DEFAULT-VALUE}.")
    private int httpPort;

    @Option(
            names = "--cassandra",
            paramLabel = "HOST:PORT",
            description = "Store in this Cassandra (4.1 or 5); repeat for more contact points. "
                    + "Default: start an embedded one on loopback.")
    private List<HostPort> cassandra = new ArrayList<>();

    @Option(
            names = "--cassandra-access",
            paramLabel = "FILE",
            description = "Properties file with contact-points, datacenter, username, password of a Cassandra. "
                    + "Default: none.")
    private @Nullable Path cassandraAccess;

    @Option(
            names = "--ready-within",
            paramLabel = "TIME",
            defaultValue = "3m",
            description = "How long each process may take until it is ready, such as 90s or 5m. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Duration readyWithin = Duration.ofMinutes(3);

    @Option(
            names = "--roles",
            paramLabel = "[N=]ROLE[,ROLE]",
            description =
                    "What the nodes are for, of edge, data, trainer; with N= only the Nth, as in 3=edge. Repeat for more. "
                            + "Default: all three on each.")
    private List<String> roles = new ArrayList<>();

    int nodes() {
        if (nodes < 1 || nodes > MAX_NODES) {
            throw new CommandFailure("--nodes takes 1 to " + MAX_NODES + ", got " + nodes + ".", ExitCodes.USAGE, null);
        }
        return nodes;
    }

    int httpPort() {
        if (httpPort < 1 || httpPort > 65_000) {
            throw new CommandFailure("--http-port takes 1 to 65000, got " + httpPort + ".", ExitCodes.USAGE, null);
        }
        return httpPort;
    }

    /** What the command of each node gets beside. */
    IntFunction<List<String>> nodeOptions() {
        String all = "";
        Map<Integer, String> own = new HashMap<>();
        for (String each : roles) {
            int equals = each.indexOf('=');
            String named = each.substring(equals + 1);
            for (String role : named.split(",", -1)) {
                if (NodeRole.of(role).isEmpty()) {
                    throw usage("--roles takes " + NodeRole.names() + ", got '" + role + "'.");
                }
            }
            if (equals < 0) {
                all = named;
            } else {
                own.put(number(each.substring(0, equals)), named);
            }
        }
        String others = all;
        IntFunction<String> of = id -> own.getOrDefault(id, others);
        if (IntStream.rangeClosed(1, nodes()).mapToObj(of).noneMatch(SystemOptions::holdsPatients)) {
            throw usage("At least one node needs the role data: somebody has to hold the patients.");
        }
        return id -> of.apply(id).isEmpty() ? List.of() : List.of("--roles", of.apply(id));
    }

    private static boolean holdsPatients(String named) {
        return named.isEmpty() || List.of(named.split(",", -1)).contains(NodeRole.DATA.wireName());
    }

    private int number(String text) {
        if (!text.matches("[1-9][0-9]?") || Integer.parseInt(text) > nodes()) {
            throw usage("--roles takes N= for N from 1 to " + nodes() + ", got '" + text + "='.");
        }
        return Integer.parseInt(text);
    }

    private static CommandFailure usage(String sentence) {
        return new CommandFailure(sentence, ExitCodes.USAGE, null);
    }

    Duration readyWithin() {
        return readyWithin;
    }

    /** The Cassandra of someone else; null where an embedded one shall be started. */
    @Nullable
    DatabaseAccess external() throws IOException {
        if (cassandraAccess != null) {
            return DatabaseAccess.load(cassandraAccess);
        }
        return cassandra.isEmpty() ? null : DatabaseAccess.open(cassandra);
    }
}
