package io.anamnesis.node.cli;

import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.home.RunState;
import io.anamnesis.node.home.RunState.RunningChild;
import io.anamnesis.node.home.RunState.RunningMember;
import io.anamnesis.node.terminal.Durations;
import io.anamnesis.node.terminal.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What runs, as a person reads it. */
final class RunTable {
    private RunTable() {}

    /** One line a process, and where the pages are. */
    static List<String> lines(RunState state, Predicate<URI> isReady, Instant now) {
        Table table = new Table("PROCESS", "PID", "STATE", "UP", "RESTARTS", "WHERE");
        table.row(
                "supervisor",
                pid(state.supervisor()),
                lives(state.supervisor()) ? "running" : "gone",
                uptime(state.supervisor(), now),
                "-",
                "-");
        RunningChild storage = state.storage();
        if (storage != null) {
            row(table, storage, lives(storage.process()) ? "running" : "gone", now, where(state));
        }
        for (RunningMember node : state.nodes()) {
            row(table, node.child(), nodeState(node, isReady), now, node.url().toString());
        }
        List<String> lines = new ArrayList<>(table.lines());
        if (!state.nodes().isEmpty()) {
            lines.add("Pages at " + OpenCommand.page(state.nodes().get(0).url(), "app")
                    + "; anamnesis open prints an address that signs you in.");
        }
        return lines;
    }

    /** {@code ready}, {@code starting} or {@code gone}. */
    static String nodeState(RunningMember node, Predicate<URI> isReady) {
        if (!lives(node.child().process())) {
            return "gone";
        }
        return isReady.test(node.url()) ? "ready" : "starting";
    }

    static boolean lives(@Nullable ProcessMark mark) {
        return mark != null && mark.live().isPresent();
    }

    private static void row(Table table, RunningChild child, String state, Instant now, String where) {
        ProcessMark mark = child.process();
        table.row(child.name(), pid(mark), state, uptime(mark, now), Integer.toString(child.restarts()), where);
    }

    private static String where(RunState state) {
        return state.cassandra().isEmpty()
                ? "-"
                : "cassandra at " + state.cassandra().get(0);
    }

    private static String pid(@Nullable ProcessMark mark) {
        return mark == null ? "-" : Long.toString(mark.pid());
    }

    private static String uptime(@Nullable ProcessMark mark, Instant now) {
        return lives(mark) && mark != null ? Durations.brief(Duration.between(mark.startedAt(), now)) : "-";
    }
}
