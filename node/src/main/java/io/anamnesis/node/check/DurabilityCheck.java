package io.anamnesis.node.check;

import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.supervise.StartFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Nothing acknowledged is lost or counted twice, whatever is killed meanwhile. */
public final class DurabilityCheck {
    private static final int IN_FLIGHT = 4;

    private final TrialOptions options;
    private final StorageOpener opener;
    private final long samples;
    private final int patients;
    private final Kill.Choice choice;

    private final Ledger ledger = new Ledger();
    private final StallMeter stalls = new StallMeter();
    private final Progress progress = new Progress();
    private final List<String> figures = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * @param samples distinct samples to stream
     * @param patients whose they are
     * @param kill {@code node}, {@code storage} or {@code both}
     */
    public DurabilityCheck(TrialOptions options, StorageOpener opener, long samples, int patients, String kill) {
        this(options, opener, samples, patients, Kill.Choice.of(kill));
    }

    DurabilityCheck(TrialOptions options, StorageOpener opener, long samples, int patients, Kill.Choice choice) {
        this.options = options;
        this.opener = opener;
        this.samples = samples;
        this.patients = patients;
        this.choice = choice;
    }

    /**
     * Starts a system, streams, kills, compares, stops the system.
     *
     * @throws IOException where the check itself can't go on
     */
    public CheckReport run() throws IOException, InterruptedException, StartFailure {
        figures.add(String.format("durability    %d nodes, kill %s, seed %d", options.nodes(), choice, options.seed()));
        try (TrialSystem system = options.system("")) {
            system.start();
            SyntheticStream stream = new SyntheticStream(options.seed(), samples, patients);
            deliver(system, stream);
            StoredComparison.of(options, opener, system, stream, ledger, figures, faults);
            List<ProcessMark> left = system.stop();
            left.forEach(mark -> faults.add("process " + mark.pid() + " was left behind"));
            figures.add("processes     " + system.seen().size() + " seen, " + left.size() + " left behind");
        }
        figures.add("logs          " + LogCensus.of(options.home().logs()));
        return new CheckReport(figures, faults);
    }

    private void deliver(TrialSystem system, SyntheticStream stream) throws IOException, InterruptedException {
        long deliveries = SyntheticStream.deliveries(options.seed(), samples, patients);
        List<Integer> nodes = IntStream.rangeClosed(1, options.nodes()).boxed().toList();
        List<Kill> plan = Kill.plan(choice, options.kills(), deliveries, nodes, new Random(options.seed()));
        Course course = new Course(stalls, Double.POSITIVE_INFINITY);
        Sender sender = new Sender(new NodeRing(system.urls()), options.token(), ledger, stalls, progress);
        long begun = System.nanoTime();
        stalls.rested();
        try (Lanes lanes = new Lanes(stream, course, sender, progress, IN_FLIGHT)) {
            lanes.start();
            List<Outage> outages =
                    new Killer(system, course, progress, stalls, options.terminal()).run(plan, deliveries);
            progress.await(deliveries);
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            figures.addAll(DurabilityFigures.delivered(stream, ledger, deliveries, taken));
            figures.addAll(DurabilityFigures.outages(outages, stalls.longest()));
        }
    }
}
