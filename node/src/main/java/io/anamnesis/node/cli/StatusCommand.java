package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anamnesis.node.client.Probe;
import io.anamnesis.node.home.Home;
import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.home.RunFile;
import io.anamnesis.node.home.RunState;
import io.anamnesis.node.home.RunState.RunningChild;
import io.anamnesis.node.home.RunState.RunningMember;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anamnesis status}. */
@Command(
        name = "status",
        description = "Show what runs: processes, addresses, whether each node is ready.",
        footer = {
            "",
            "Examples:",
            "  anamnesis status",
            "  anamnesis status --json | jq -r '.nodes[].url'",
            "",
            "Exit codes: 0 every node is ready; 3 not every node is ready, or nothing runs; 1 failed; 2 usage."
        })
final class StatusCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    private final Terminal terminal;
    private final Probe probe = new Probe();

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Home home = common.home();
        Optional<RunState> state = new RunFile(home.runFile()).readLive();
        if (state.isEmpty()) {
            terminal.print(json ? "{\"running\":false,\"ready\":false}" : "Nothing runs in " + home.folder() + ".");
            return ExitCodes.NOT_READY;
        }
        boolean ready = state.get().nodes().stream()
                .allMatch(node -> RunTable.nodeState(node, probe::isReady).equals("ready"));
        if (json) {
            terminal.print(asJson(state.get(), ready, Instant.now()).toString());
        } else {
            RunTable.lines(state.get(), probe::isReady, Instant.now()).forEach(terminal::print);
        }
        return ready ? ExitCodes.OK : ExitCodes.NOT_READY;
    }

    private ObjectNode asJson(RunState state, boolean ready, Instant now) {
        ObjectNode root = JSON.createObjectNode().put("running", true).put("ready", ready);
        process(root.putObject("supervisor"), state.supervisor(), now);
        RunningChild storage = state.storage();
        if (storage != null) {
            child(root.putObject("storage"), storage, now);
        }
        var points = root.putArray("cassandra");
        state.cassandra().forEach(point -> points.add(point.toString()));
        var nodes = root.putArray("nodes");
        for (RunningMember node : state.nodes()) {
            ObjectNode entry = nodes.addObject().put("id", node.id());
            child(entry, node.child(), now);
            entry.put("url", node.url().toString())
                    .put("remotingPort", node.remotingPort())
                    .put("state", RunTable.nodeState(node, probe::isReady));
        }
        return root;
    }

    private static void child(ObjectNode entry, RunningChild child, Instant now) {
        entry.put("name", child.name()).put("restarts", child.restarts());
        process(entry, child.process(), now);
    }

    private static void process(ObjectNode entry, @Nullable ProcessMark mark, Instant now) {
        boolean live = RunTable.lives(mark);
        entry.put("live", live);
        if (mark != null && live) {
            entry.put("pid", mark.pid())
                    .put("startedAt", mark.startedAt().toString())
                    .put(
                            "uptimeSeconds",
                            Duration.between(mark.startedAt(), now).toSeconds());
        }
    }
}
