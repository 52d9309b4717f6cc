package io.anamnesis.node.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.supervise.StartFailure;
import io.anamnesis.protocol.message.PatientId;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** A cohort query that begins after an acknowledgement sees the message, on whichever node, while nodes are killed. */
public final class FreshnessCheck {
    private static final int WRITERS = 4;
    private static final int PATIENTS_A_WRITER = 25;

    private final TrialOptions options;
    private final long checks;
    private final Random random;
    private final StallMeter stalls = new StallMeter();
    private final Progress progress = new Progress();
    private final Ledger ledger = new Ledger();
    private final FreshnessFigures found = new FreshnessFigures();
    private final List<String> figures = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** @param checks so many times the number that a query tells of a patient is compared with what was acknowledged */
    public FreshnessCheck(TrialOptions options, long checks) {
        this.options = options;
        this.checks = checks;
        this.random = new Random(options.seed());
    }

    /**
     * Starts a system, writes, asks, kills, judges, stops the system.
     *
     * @throws IOException where the check itself can't go on
     */
    public CheckReport run() throws IOException, InterruptedException, StartFailure {
        int steps = (int) Math.max(1, checks / (WRITERS * PATIENTS_A_WRITER));
        figures.add(String.format(
                Locale.ROOT,
                "freshness     %d nodes, %d writers with %d patients each, %,d steps, seed %d",
                options.nodes(),
                WRITERS,
                PATIENTS_A_WRITER,
                steps,
                options.seed()));
        try (TrialSystem system = options.system("")) {
            system.start();
            write(system, steps);
            List<ProcessMark> left = system.stop();
            left.forEach(mark -> faults.add("process " + mark.pid() + " was left behind"));
            figures.add("processes     " + system.seen().size() + " seen, " + left.size() + " left behind");
        }
        found.report(checks, figures, faults);
        figures.add("sent again    " + ledger.sentAgain());
        figures.add("logs          " + LogCensus.of(options.home().logs()));
        return new CheckReport(figures, faults);
    }

    private void write(TrialSystem system, int steps) throws IOException, InterruptedException {
        long deliveries = (long) steps * WRITERS * PATIENTS_A_WRITER;
        Course course = new Course(stalls, Double.POSITIVE_INFINITY);
        List<Integer> victims =
                IntStream.rangeClosed(1, options.nodes()).boxed().toList();
        List<Kill> plan = Kill.plan(Kill.Choice.NODE, options.kills(), deliveries, victims, random);
        List<Thread> threads = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            threads.add(new Thread(writer(system, course, writer, steps), "check-writer"));
        }
        threads.forEach(thread -> thread.setDaemon(true));
        stalls.rested();
        threads.forEach(Thread::start);
        try {
            List<Outage> outages =
                    new Killer(system, course, progress, stalls, options.terminal()).run(plan, deliveries);
            progress.await(deliveries);
            for (Thread thread : threads) {
                thread.join();
            }
            figures.addAll(DurabilityFigures.outages(outages, stalls.longest()));
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    private FreshnessWriter writer(TrialSystem system, Course course, int writer, int steps) throws IOException {
        List<PatientId> patients = IntStream.range(0, PATIENTS_A_WRITER)
                .mapToObj(i -> new PatientId(String.format(Locale.ROOT, "fresh-%d-%02d", writer, i)))
                .toList();
        List<URI> doors = system.urls();
        Sender sender = new Sender(new NodeRing(doors), options.token(), ledger, stalls, progress);
        CohortQuestions questions = new CohortQuestions(doors, options.token(), random.nextLong());
        return new FreshnessWriter(patients, steps, course, sender, questions, found, progress);
    }

    /** What a query said of one patient, for the judge. */
    static boolean whole(JsonNode answer) {
        JsonNode coverage = answer.path("coverage");
        return coverage.path("slices").asInt(-1) == coverage.path("of").asInt(-2);
    }
}
