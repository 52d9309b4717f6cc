package io.anamnesis.node.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.client.NodeRing;
import io.anamnesis.node.home.ProcessMark;
import io.anamnesis.node.supervise.StartFailure;
import io.anamnesis.protocol.message.PatientId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A watcher sees every change once and in order, whoever hangs up, falls asleep or is killed. */
public final class FeedCheck {
    /** Watchers renew every five seconds, so that a patient who is only watched falls asleep and is woken again and again. */
    private static final String FALL_ASLEEP =
            "-Dakka.cluster.sharding.passivation.default-idle-strategy.idle-entity.timeout=3s";

    private static final long REST_MILLIS = 7_000;
    private static final int RESTS = 4;
    private static final int HANG_UPS = 4;
    private static final double STEPS_PER_SECOND = 20;
    private static final Duration CAUGHT_UP_WITHIN = Duration.ofSeconds(60);
    private static final int WATCHED_NODE = 2;

    private final TrialOptions options;
    private final List<PatientId> patients;
    private final int messages;
    private final Random random;
    private final StallMeter stalls = new StallMeter();
    private final Progress progress = new Progress();
    private final Ledger ledger = new Ledger();
    private final List<String> figures = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * @param patients who are watched, from 2
     * @param messages of each
     */
    public FeedCheck(TrialOptions options, int patients, int messages) {
        this.options = options;
        this.messages = messages;
        this.random = new Random(options.seed());
        this.patients = IntStream.rangeClosed(1, patients)
                .mapToObj(i -> new PatientId(String.format(Locale.ROOT, "watched-%02d", i)))
                .toList();
    }

    /**
     * Starts a system, watches, writes, kills, judges, stops the system.
     *
     * @throws IOException where the check itself can't go on
     */
    public CheckReport run() throws IOException, InterruptedException, StartFailure {
        figures.add(String.format(
                "feed          %d nodes, %d patients with %,d messages each, seed %d",
                options.nodes(), patients.size(), messages, options.seed()));
        try (TrialSystem system = options.system(FALL_ASLEEP)) {
            system.start();
            watch(system);
            List<ProcessMark> left = system.stop();
            left.forEach(mark -> faults.add("process " + mark.pid() + " was left behind"));
            figures.add("processes     " + system.seen().size() + " seen, " + left.size() + " left behind");
        }
        figures.add("logs          " + LogCensus.of(options.home().logs()));
        return new CheckReport(figures, faults);
    }

    private void watch(TrialSystem system) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        URI node = system.urls().get(WATCHED_NODE - 1);
        String token = options.token();
        List<FeedTap> taps = new ArrayList<>();
        try {
            for (PatientId patient : patients) {
                taps.add(new FeedTap(http, node, patient.value(), token, new FeedLog(patient.value())));
            }
            awaitAll(taps, 0);
            List<FeedWriter> writers = write(system, taps);
            awaitAll(taps, messages);
            judge(taps, writers);
            incarnations(new Questions(new NodeRing(system.urls()), token));
        } finally {
            for (FeedTap tap : taps) {
                tap.close();
            }
        }
    }

    /** Returns when all is acknowledged and all that was killed is back. */
    private List<FeedWriter> write(TrialSystem system, List<FeedTap> taps) throws IOException, InterruptedException {
        long deliveries = (long) messages * patients.size();
        Course course = new Course(stalls, STEPS_PER_SECOND * patients.size());
        List<Integer> victims = IntStream.rangeClosed(1, options.nodes())
                .filter(id -> id != WATCHED_NODE)
                .boxed()
                .toList();
        List<Kill> plan = Kill.plan(Kill.Choice.NODE, options.kills(), deliveries, victims, random);
        List<FeedWriter> writers = writers(system, course);
        List<Thread> threads = new ArrayList<>();
        writers.forEach(writer -> threads.add(new Thread(writer, "check-writer")));
        threads.add(new Thread(new HangUps(taps, progress, deliveries, HANG_UPS, random), "check-hang-ups"));
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
        return writers;
    }

    private List<FeedWriter> writers(TrialSystem system, Course course) throws IOException {
        List<URI> doors = new ArrayList<>(system.urls());
        doors.remove(WATCHED_NODE - 1);
        Set<Integer> rests = new HashSet<>();
        for (int i = 0; i < RESTS; i++) {
            rests.add((int) ((i + random.nextDouble()) * messages / RESTS));
        }
        int half = patients.size() / 2;
        List<FeedWriter> writers = new ArrayList<>();
        for (List<PatientId> share : List.of(patients.subList(0, half), patients.subList(half, patients.size()))) {
            Sender sender = new Sender(new NodeRing(doors), options.token(), ledger, stalls, progress);
            writers.add(new FeedWriter(share, messages, patients.size(), rests, REST_MILLIS, course, sender, progress));
        }
        return writers;
    }

    /** A watcher who has seen nothing yet has not even the snapshot that a feed begins with. */
    private static void awaitAll(List<FeedTap> taps, long seq) throws InterruptedException {
        long deadline = System.nanoTime() + CAUGHT_UP_WITHIN.toNanos();
        while (System.nanoTime() < deadline && taps.stream().anyMatch(tap -> lastOf(tap) < seq)) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static long lastOf(FeedTap tap) {
        Long last = tap.log().last();
        return last == null ? -1 : last;
    }

    private void judge(List<FeedTap> taps, List<FeedWriter> writers) {
        Delays delays = new Delays();
        long resumes = 0;
        for (FeedTap tap : taps) {
            FeedLog log = tap.log();
            faults.addAll(log.faults());
            resumes += log.resumes();
            if (lastOf(tap) != messages || log.snapshots() != 1) {
                faults.add("a watcher ended at " + lastOf(tap) + " of " + messages + " after " + log.snapshots()
                        + " snapshots");
            }
            writers.forEach(writer -> delays.add(writer.acknowledgedAtNanos(), log.seenAtNanos()));
        }
        if (delays.count() != (long) messages * patients.size()) {
            faults.add(
                    delays.count() + " acknowledged messages were seen, expected " + (long) messages * patients.size());
        }
        figures.add(String.format("watchers      %d on node %d, %d resumes", taps.size(), WATCHED_NODE, resumes));
        figures.add("acknowledged to seen: " + delays);
        figures.add("sent again    " + ledger.sentAgain());
    }

    /** Each time a patient wakes up and writes it has a new writer's name. */
    private void incarnations(Questions questions) throws IOException, InterruptedException {
        long incarnations = 0;
        for (PatientId patient : patients) {
            Set<String> names = new HashSet<>();
            for (JsonNode entry : questions.timeline(patient)) {
                names.add(entry.path("writer").asText());
            }
            incarnations += names.size();
        }
        figures.add(String.format("incarnations  %d that wrote, of %d patients", incarnations, patients.size()));
        if (incarnations < 2L * patients.size()) {
            faults.add("hardly a patient fell asleep or moved: the check has shown nothing");
        }
    }
}
