package io.anamnesis.node.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.client.NodeRefused;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.client.OpsClient;
import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.supervise.StartFailure;
import io.anamnesis.node.terminal.Table;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Every node is restarted in turn, and one is drained, while messages stream in: nothing acknowledged is lost, and no request fails
 * twice. While the node is drained none fails at all.
 */
final class RollingCheck {
    private static final int IN_FLIGHT = 4;
    /** What is left until the next step is spread over so long. */
    private static final double SPREAD_SECONDS = 45;

    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 200;
    /** No request was made: the client goes to another node. */
    private static final String NOBODY_LISTENS = "connection-refused";

    private record Step(String name, Duration taken, Duration stall, Map<String, Long> again) {}

    private final TrialOptions options;
    private final StorageOpener opener;
    private final long samples;
    private final int patients;

    private final Ledger ledger = new Ledger();
    private final StallMeter stalls = new StallMeter();
    private final Progress progress = new Progress();
    private final List<String> figures = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    RollingCheck(TrialOptions options, StorageOpener opener, long samples, int patients) {
        this.options = options;
        this.opener = opener;
        this.samples = samples;
        this.patients = patients;
    }

    /** @throws IOException where the check itself can't go on */
    CheckReport run() throws IOException, InterruptedException, StartFailure {
        figures.add(String.format("rolling       %d nodes, seed %d", options.nodes(), options.seed()));
        try (TrialSystem system = options.system("")) {
            system.start();
            SyntheticStream stream = new SyntheticStream(options.seed(), samples, patients);
            deliver(system, stream);
            StoredComparison.of(options, opener, system, stream, ledger, figures, faults);
            List<ProcessMark> left = system.stop();
            left.forEach(mark -> faults.add("process " + mark.pid() + " was left behind"));
        }
        figures.add("logs          " + LogCensus.of(options.home().logs()));
        return new CheckReport(figures, faults);
    }

    private void deliver(TrialSystem system, SyntheticStream stream) throws IOException, InterruptedException {
        long deliveries = SyntheticStream.deliveries(options.seed(), samples, patients);
        Course course = new Course(stalls, Double.POSITIVE_INFINITY);
        Sender sender = new Sender(new NodeRing(system.urls()), options.token(), ledger, stalls, progress);
        long begun = System.nanoTime();
        stalls.rested();
        try (Lanes lanes = new Lanes(stream, course, sender, progress, IN_FLIGHT)) {
            lanes.start();
            long piece = deliveries / (options.nodes() + 1);
            for (int node = 1; node <= options.nodes(); node++) {
                step(system, course, piece, node, "leave");
            }
            step(system, course, piece, options.nodes(), "drain");
            course.openUpTo(deliveries);
            course.fullSpeed();
            progress.await(deliveries);
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        figures.addAll(DurabilityFigures.delivered(stream, ledger, deliveries, taken));
        tell();
    }

    private void step(TrialSystem system, Course course, long piece, int node, String verb)
            throws IOException, InterruptedException {
        long from = steps.size() * piece;
        course.fullSpeed();
        course.openUpTo(from + piece / 4);
        progress.await(from + piece / 4);
        course.slowDown(Math.max(1, piece * 0.75 / SPREAD_SECONDS));
        course.openUpTo(from + piece);
        Map<String, Long> before = ledger.sentAgain();
        ledger.forgetAttempts();
        stalls.mark();
        long begun = System.nanoTime();
        act(system, node, verb);
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        steps.add(new Step(verb + " node " + node, taken, stalls.sinceMark(), since(before)));
        judge(verb, node);
    }

    private void act(TrialSystem system, int node, String verb) throws IOException, InterruptedException {
        ProcessMark mark =
                system.aim(Kill.ofNode(node)).orElseThrow(() -> new IOException("node " + node + " does not run"));
        URI other = system.urls().get(node % options.nodes());
        OpsClient ops = new OpsClient(new NodeRing(List.of(other)), options.operatorToken());
        try {
            SeenCluster.awaitWhole(ops, options.nodes());
            ops.act(verb, system.address(node), "check rolling");
            options.terminal().say("asked node " + node + " to " + verb);
            if (verb.equals("leave")) {
                system.awaitBack(Kill.ofNode(node), mark);
                SeenCluster.awaitWhole(ops, options.nodes());
            } else {
                awaitGone(ops, mark, system.address(node));
            }
        } catch (NodeRefused e) {
            throw new IOException("the action was refused: " + e.getMessage(), e);
        }
    }

    private void awaitGone(OpsClient ops, ProcessMark mark, String address)
            throws IOException, InterruptedException, NodeRefused {
        long deadline = System.nanoTime() + DRAINED_WITHIN.toNanos();
        while (mark.live().isPresent()) {
            if (System.nanoTime() > deadline) {
                faults.add("the drained node was still there after " + DRAINED_WITHIN.toSeconds() + " s");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        JsonNode newest = ops.get("actions?limit=1").path("actions").path(0);
        while (newest.path("state").asText().equals("ASKED") && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            newest = ops.get("actions?limit=1").path("actions").path(0);
        }
        figures.add("recorded      " + newest.path("verb").asText() + " of "
                + newest.path("target").asText() + ": " + newest.path("state").asText() + ", "
                + newest.path("outcome").asText());
        if (!newest.path("state").asText().equals("DONE")
                || !newest.path("target").asText().equals(address)) {
            faults.add("the drain was not recorded as done");
        }
    }

    private Map<String, Long> since(Map<String, Long> before) {
        Map<String, Long> now = ledger.sentAgain();
        before.forEach((code, count) -> now.computeIfPresent(code, (key, all) -> all - count));
        now.values().removeIf(count -> count == 0);
        return now;
    }

    private void judge(String verb, int node) {
        if (ledger.mostAttempts() > 2) {
            faults.add(verb + " node " + node + ": a request needed " + ledger.mostAttempts() + " attempts");
        }
        Map<String, Long> again = steps.get(steps.size() - 1).again();
        if (verb.equals("drain") && again.keySet().stream().anyMatch(code -> !code.equals(NOBODY_LISTENS))) {
            faults.add("while node " + node + " was drained requests failed: " + again);
        }
    }

    private void tell() {
        Table table = new Table("step", "until whole", "longest stall", "messages sent again");
        for (Step step : steps) {
            table.row(
                    step.name(),
                    DurabilityFigures.seconds(step.taken()),
                    DurabilityFigures.seconds(step.stall()),
                    step.again().isEmpty() ? "none" : step.again().toString());
        }
        table.lines().forEach(line -> figures.add("  " + line));
        figures.add("longest stall " + DurabilityFigures.seconds(stalls.longest()));
    }
}
