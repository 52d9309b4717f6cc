package io.anamnesis.node;

import io.anamnesis.node.cli.CommandFailure;
import io.anamnesis.node.cli.CommonOptions;
import io.anamnesis.node.cli.ExitCodes;
import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.home.HostPort;
import io.anamnesis.node.supervise.StandardInputWatch;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis node}: exactly one node, in the foreground. A supervisor starts it; a service manager may. */
@Command(
        name = "node",
        hidden = true,
        description = "Run exactly one node in this process, until it is asked to leave.",
        footer = {
            "",
            "Example:",
            "  anamnesis node --id 2 --http-port 8081 --remoting-port 25521 --cassandra 10.0.0.5:9042 \\",
            "      --seed 10.0.0.1:25520 --seed 10.0.0.2:25521",
            "  anamnesis node --id 1 --host 10.0.0.1 --http-port 8080 --remoting-port 25520 --cassandra 10.0.0.5:9042 \\",
            "      --discovery dns --service anamnesis.example.org --contact-points 2 --roles edge,data",
            "",
            "Exit codes: 0 left when asked, or drained by an operator; 1 could not start, or ended by itself; 2 usage."
        })
final class NodeCommand implements Callable<Integer> {
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(30);

    @Mixin
    private ClusterOptions clusterOptions = new ClusterOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--id", required = true, paramLabel = "N", description = "Number of this node, from 1. Required.")
    private int id;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Name or address that both ports are bound to and that other nodes reach. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(
            names = "--http-port",
            required = true,
            paramLabel = "P",
            description = "Port for HTTP and WebSocket. Required.")
    private int httpPort;

    @Option(
            names = "--remoting-port",
            required = true,
            paramLabel = "P",
            description = "Port for the other nodes. Required.")
    private int remotingPort;

    @Option(
            names = "--cassandra",
            paramLabel = "HOST:PORT",
            description = "Contact point of Cassandra; repeat for more. Default: what --cassandra-access says.")
    private List<HostPort> cassandra = new ArrayList<>();

    @Option(
            names = "--cassandra-access",
            paramLabel = "FILE",
            description = "Properties file with contact-points, datacenter, username, password. Default: none.")
    private @Nullable Path cassandraAccess;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "anamnesis",
            description = "Name of the cluster, the same on every node: letters, digits, - and _. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String cluster = "anamnesis";

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            description = "Remoting address of a node to join; the same list on every node. Default: this node alone.")
    private List<HostPort> seeds = new ArrayList<>();

    @Option(
            names = "--leave-at-end-of-input",
            description = "Leave when standard input ends: a supervisor that dies takes its children with it.")
    private boolean leaveAtEndOfInput;

    private final Terminal terminal;
    private final NodeStarter starter;

    NodeCommand(Terminal terminal, NodeStarter starter) {
        this.terminal = terminal;
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        if (leaveAtEndOfInput) {
            StandardInputWatch.start(Duration.ZERO, LEAVE_WITHIN);
        }
        RunningNode node = starter.start(options());
        Thread stop = new Thread(node::stop, "stop-node");
        Runtime.getRuntime().addShutdownHook(stop);
        terminal.say("node " + id + " answers at http://" + new HostPort(host, node.httpPort()));
        node.terminated().toCompletableFuture().get();
        if (node.staysOut()) {
            terminal.say("node " + id + " was drained and has left");
            return ExitCodes.OK;
        }
        throw new CommandFailure("Node " + id + " has ended by itself; its log says why.");
    }

    private NodeOptions options() throws IOException {
        HostPort remoting = new HostPort(host, remotingPort);
        return new NodeOptions(
                id,
                common.home(),
                new HostPort(host, httpPort),
                remoting,
                access(),
                clusterName(),
                clusterOptions.roles(),
                clusterOptions.discovery(!seeds.isEmpty()),
                seeds.isEmpty() ? List.of(remoting) : seeds);
    }

    private String clusterName() {
        if (!cluster.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}")) {
            throw new CommandFailure(
                    "--cluster takes 1 to 64 letters, digits, - and _, got '" + cluster + "'.", ExitCodes.USAGE, null);
        }
        return cluster;
    }

    private DatabaseAccess access() throws IOException {
        if (cassandraAccess == null && cassandra.isEmpty()) {
            throw new CommandFailure("Where to store is not said: give --cassandra or --cassandra-access.");
        }
        if (cassandraAccess == null) {
            return DatabaseAccess.open(cassandra);
        }
        DatabaseAccess access = DatabaseAccess.load(cassandraAccess);
        return cassandra.isEmpty()
                ? access
                : new DatabaseAccess(cassandra, access.datacenter(), access.username(), access.password(), false);
    }
}
