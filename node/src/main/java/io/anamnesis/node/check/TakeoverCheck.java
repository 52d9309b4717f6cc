package io.anamnesis.node.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.client.NodeRefused;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.client.OpsClient;
import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.supervise.StartFailure;
import io.anamnesis.node.terminal.Table;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.sharding.entity.Slices;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Nodes die, and their patients are there again on others: how long that takes, and that nothing acknowledged is lost by it. */
public final class TakeoverCheck {
    private static final long BACK_WITHIN_MILLIS = 120_000;
    private static final long WHOLE_WITHIN_MILLIS = 120_000;
    private static final long POLL_MILLIS = 100;
    private static final long WARM_UP_MILLIS = 5_000;

    private record Round(
            int node,
            boolean oldest,
            boolean downed,
            long unreachable,
            long removed,
            int patients,
            Waits own,
            Waits others) {}

    private final TrialOptions options;
    private final int patients;
    private final Ledger ledger = new Ledger();
    private final List<String> figures = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** @param patients each with a writer of their own */
    public TakeoverCheck(TrialOptions options, int patients) {
        this.options = options;
        this.patients = patients;
    }

    /**
     * Starts a system, writes, kills, measures, compares, stops the system.
     *
     * @throws IOException where the check itself can't go on
     */
    public CheckReport run() throws IOException, InterruptedException, StartFailure {
        figures.add(String.format(
                Locale.ROOT,
                "takeover      %d nodes, %d patients, seed %d",
                options.nodes(),
                patients,
                options.seed()));
        try (TrialSystem system = options.system("")) {
            system.start();
            List<TakeoverWriter> writers = writers(system);
            List<Thread> threads = writers.stream()
                    .map(writer -> new Thread(writer, "check-writer"))
                    .toList();
            threads.forEach(thread -> thread.setDaemon(true));
            threads.forEach(Thread::start);
            try {
                tell(rounds(system, writers));
                writers.forEach(TakeoverWriter::stop);
                for (Thread thread : threads) {
                    thread.join();
                }
                compare(system, writers);
            } finally {
                threads.forEach(Thread::interrupt);
            }
            List<ProcessMark> left = system.stop();
            left.forEach(mark -> faults.add("process " + mark.pid() + " was left behind"));
            figures.add("processes     " + system.seen().size() + " seen, " + left.size() + " left behind");
        } catch (NodeRefused e) {
            throw new IOException("a node refused what the check asked: " + e.getMessage(), e);
        }
        figures.add("sent again    " + ledger.sentAgain());
        figures.add("logs          " + LogCensus.of(options.home().logs()));
        return new CheckReport(figures, faults);
    }

    private List<TakeoverWriter> writers(TrialSystem system) throws IOException {
        Sender sender =
                new Sender(new NodeRing(system.urls()), options.token(), ledger, new StallMeter(), new Progress());
        return IntStream.range(0, patients)
                .mapToObj(i -> new PatientId(String.format(Locale.ROOT, "takeover-%04d", i)))
                .map(patient -> new TakeoverWriter(patient, sender))
                .toList();
    }

    /** By turns one that places shards and one that does not; the first two are left to the cluster, the next two downed. */
    private List<Round> rounds(TrialSystem system, List<TakeoverWriter> writers)
            throws IOException, InterruptedException, NodeRefused {
        List<Round> rounds = new ArrayList<>();
        Random random = new Random(options.seed());
        OpsClient ops = new OpsClient(new NodeRing(system.urls()), options.operatorToken());
        for (int i = 0; i < options.kills(); i++) {
            Map<Integer, String> homes = awaitSpread(ops, writers);
            TimeUnit.MILLISECONDS.sleep(WARM_UP_MILLIS);
            int node = victim(system, SeenCluster.by(ops), i % 2 == 0, random);
            rounds.add(round(system, writers, homes, node, i % 2 == 0, i % 4 > 1));
        }
        return rounds;
    }

    private int victim(TrialSystem system, SeenCluster seen, boolean oldest, Random random) {
        List<Integer> candidates = new ArrayList<>();
        for (int node = 1; node <= options.nodes(); node++) {
            boolean found = seen.member(system.address(node))
                    .filter(member -> member.path("oldest").asBoolean() == oldest)
                    .isPresent();
            if (found) {
                candidates.add(node);
            }
        }
        return candidates.get(random.nextInt(candidates.size()));
    }

    private Round round(
            TrialSystem system,
            List<TakeoverWriter> writers,
            Map<Integer, String> homes,
            int node,
            boolean oldest,
            boolean downed)
            throws IOException, InterruptedException, NodeRefused {
        URI other = system.urls().get(node % options.nodes());
        OpsClient ops = new OpsClient(new NodeRing(List.of(other)), options.operatorToken());
        String address = system.address(node);
        ProcessMark victim =
                system.aim(Kill.ofNode(node)).orElseThrow(() -> new IOException("node " + node + " does not run"));
        long moment = System.nanoTime();
        victim.live().ifPresent(ProcessHandle::destroyForcibly);
        writers.forEach(writer -> writer.mark(moment));
        options.terminal().say("killed node " + node + " (pid " + victim.pid() + ")");
        long unreachable = awaitSeen(ops, address, moment, false);
        if (downed) {
            ops.act("down", address, "check takeover");
        }
        long removed = awaitSeen(ops, address, moment, true);
        Waits own = new Waits();
        Waits others = new Waits();
        for (TakeoverWriter writer : writers) {
            boolean died = address.equals(homes.get(Slices.of(writer.patient(), homes.size())));
            (died ? own : others).add(writer.back(BACK_WITHIN_MILLIS));
        }
        options.terminal().say("all patients are back: " + own);
        system.awaitBack(Kill.ofNode(node), victim);
        return new Round(node, oldest, downed, unreachable, removed, own.count(), own, others);
    }

    /** All nodes up, all shards in place, and some of the patients on every node: which node has which shard. */
    private Map<Integer, String> awaitSpread(OpsClient ops, List<TakeoverWriter> writers)
            throws IOException, InterruptedException, NodeRefused {
        long deadline = System.nanoTime() + WHOLE_WITHIN_MILLIS * 1_000_000;
        while (System.nanoTime() < deadline) {
            Map<Integer, String> homes =
                    SeenCluster.awaitWhole(ops, options.nodes()).homes();
            Map<String, Integer> patientsOf = new HashMap<>();
            writers.forEach(
                    writer -> patientsOf.merge(homes.get(Slices.of(writer.patient(), homes.size())), 1, Integer::sum));
            if (patientsOf.size() == options.nodes()
                    && Collections.min(patientsOf.values()) >= patients / (4 * options.nodes())) {
                return homes;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new IOException("the shards were not spread over all nodes");
    }

    /** Milliseconds from the kill until another node says that it can't reach the node, or that it is gone. */
    private static long awaitSeen(OpsClient ops, String address, long moment, boolean gone)
            throws IOException, InterruptedException, NodeRefused {
        long deadline = moment + WHOLE_WITHIN_MILLIS * 1_000_000;
        while (System.nanoTime() < deadline) {
            // once it could not be reached, one that can be is its successor
            boolean seen = SeenCluster.by(ops)
                    .member(address)
                    .map(node -> node.path("reachable").asBoolean(true) == gone)
                    .orElse(true);
            if (seen) {
                return (System.nanoTime() - moment) / 1_000_000;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new IOException("node " + address + (gone ? " was not removed" : " was not missed"));
    }

    private void tell(List<Round> rounds) {
        Table table = new Table(
                "killed",
                "placed shards",
                "then",
                "unreachable",
                "removed",
                "its patients",
                "p50",
                "p99",
                "longest",
                "others, longest");
        Waits left = new Waits();
        Waits downed = new Waits();
        for (Round round : rounds) {
            (round.downed() ? downed : left).add(round.own());
            table.row(
                    "node-" + round.node(),
                    round.oldest() ? "yes" : "no",
                    round.downed() ? "downed" : "left alone",
                    Waits.seconds(round.unreachable()),
                    Waits.seconds(round.removed()),
                    Integer.toString(round.patients()),
                    Waits.seconds(round.own().quantile(0.5)),
                    Waits.seconds(round.own().quantile(0.99)),
                    Waits.seconds(round.own().quantile(1)),
                    Waits.seconds(round.others().quantile(1)));
        }
        table.lines().forEach(line -> figures.add("  " + line));
        figures.add("left alone    " + left);
        figures.add("downed        " + downed);
    }

    private void compare(TrialSystem system, List<TakeoverWriter> writers) throws IOException, InterruptedException {
        CohortQuestions questions = new CohortQuestions(system.urls(), options.token(), options.seed());
        List<PatientId> all = writers.stream().map(TakeoverWriter::patient).toList();
        long deadline = System.nanoTime() + WHOLE_WITHIN_MILLIS * 1_000_000;
        JsonNode answer = questions.samples(all);
        while (answer == null || !FreshnessCheck.whole(answer)) {
            if (System.nanoTime() > deadline) {
                faults.add("no node told at the end of all patients");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            answer = questions.samples(all);
        }
        Map<String, Double> told = CohortQuestions.told(answer);
        int written = 0;
        for (TakeoverWriter writer : writers) {
            Exception failure = writer.failure();
            if (failure != null) {
                faults.add("the writer of patient " + writer.patient() + " gave up: " + failure.getMessage());
            }
            written += writer.written();
            double samples = told.getOrDefault(writer.patient().value(), 0.0);
            if (samples != writer.written()) {
                faults.add(String.format(
                        Locale.ROOT,
                        "patient %s has %.0f samples, %d were acknowledged",
                        writer.patient(),
                        samples,
                        writer.written()));
            }
        }
        figures.add(String.format(
                Locale.ROOT, "acknowledged  %,d messages, compared with the index patient by patient", written));
    }
}
