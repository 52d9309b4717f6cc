package io.anamnesis.node.bench;

import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * From the acknowledgement of a message to the change that it makes in a live cohort, at a watcher, while other patients send at a share
 * of what the system can take. Every tenth watcher is cut off in the middle and goes on behind what it saw.
 */
final class LiveMeasurement {
    private static final int UPLOAD = 500;
    private static final int UPLOADS_UNDER_WAY = 4;
    /** Less than a subject may have open. */
    private static final int WATCHED_A_TOKEN = 50;

    private static final Duration HISTORY = Duration.ofDays(360);
    /** A day and an hour: the mean of 24 h is then the last value. */
    private static final Duration PROBE_STEP = Duration.ofHours(25);

    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final LiveOptions options;
    private final OwnSystem system;
    private final Function<String, String> tokenFor;
    private final Terminal terminal;
    private final HttpClient http = HttpClient.newHttpClient();
    private final LiveLatencies latencies = new LiveLatencies();
    private final MessageStream load;
    private final UploadLoad uploads;
    private final List<LiveProbe> probes;
    private final Map<String, LiveProbe> probeOf;
    private final Instant begin = Instant.parse("2000-01-01T00:00:00Z");
    private int late;

    /** @param tokenFor by subject */
    LiveMeasurement(LiveOptions options, OwnSystem system, Function<String, String> tokenFor, Terminal terminal) {
        this.options = options;
        this.system = system;
        this.tokenFor = tokenFor;
        this.terminal = terminal;
        this.load = new MessageStream(
                options.patients(), Instant.now().truncatedTo(ChronoUnit.DAYS).minus(HISTORY));
        this.uploads = new UploadLoad(system.node(), tokenFor.apply("cli/bench"));
        this.probes = IntStream.range(0, options.probes())
                .mapToObj(i -> new LiveProbe("probe-" + i, options.touched(), i, latencies))
                .toList();
        this.probeOf = probes.stream().collect(Collectors.toUnmodifiableMap(LiveProbe::patient, probe -> probe));
    }

    LiveFigures run(double loadBefore) throws IOException, InterruptedException {
        terminal.say("defining " + options.cohorts() + " cohorts");
        new CohortDefinitions(http, system.node(), tokenFor.apply("cli/bench"))
                .define(options.cohorts(), options.touched());
        terminal.say("warming up");
        Duration half = options.warmup().dividedBy(2);
        long ignored = closedLoop(half);
        double rate = closedLoop(half) / (half.toMillis() / 1e3);
        terminal.say(String.format("%,.0f messages a second in a closed loop, %,d before", rate, ignored));
        List<CohortTap> taps = taps();
        CompletableFuture<Sent> load = background(rate * options.share());
        CpuTimes before = CpuTimes.of(system.state());
        long begun = System.nanoTime();
        probe(half);
        latencies.begin();
        probe(options.time().dividedBy(2));
        for (int i = 0; i < taps.size(); i += 10) {
            taps.get(i).reopen();
        }
        probe(options.time().dividedBy(2));
        Sent sent = await(load);
        Round round = new Round(
                sent.messages(),
                System.nanoTime() - begun,
                CpuTimes.of(system.state()).since(before));
        settle();
        taps.forEach(CohortTap::close);
        int missing = probes.stream().mapToInt(LiveProbe::missing).sum();
        return new LiveFigures(
                loadBefore,
                options,
                sent.perSecond(),
                round,
                latencies.micros(),
                late,
                missing,
                latencies.faultCount(),
                latencies.faults());
    }

    private long closedLoop(Duration time) throws IOException, InterruptedException {
        return uploads.run(load, UPLOAD, UPLOADS_UNDER_WAY, time);
    }

    private List<CohortTap> taps() throws IOException, InterruptedException {
        terminal.say("watching " + options.touched() + " cohorts");
        List<CohortTap> taps = new ArrayList<>();
        String token = "";
        for (int i = 0; i < options.touched(); i++) {
            int cohort = i;
            if (i % WATCHED_A_TOKEN == 0) {
                token = tokenFor.apply("cli/bench-" + i / WATCHED_A_TOKEN);
            }
            URI feed = URI.create(
                    "ws://" + system.node().getAuthority() + "/v1/feeds/cohorts/" + CohortDefinitions.name(i));
            CohortTap tap = new CohortTap(
                    http,
                    feed,
                    token,
                    (patient, entered, nanos) -> arrived(cohort, patient, entered, nanos),
                    latencies);
            tap.open();
            taps.add(tap);
        }
        return taps;
    }

    private void arrived(int cohort, String patient, boolean entered, long nanos) {
        LiveProbe probe = probeOf.get(patient);
        if (probe == null) {
            latencies.fault("a patient of the load moved in cohort " + cohort);
        } else {
            probe.arrived(cohort, entered, nanos);
        }
    }

    /** What went out of the load, and how long that took. */
    private record Sent(long messages, long nanos) {
        double perSecond() {
            return nanos == 0 ? 0 : messages * 1e9 / nanos;
        }
    }

    /** On a thread of its own. */
    private CompletableFuture<Sent> background(double perSecond) {
        CompletableFuture<Sent> done = new CompletableFuture<>();
        Duration time = options.warmup().dividedBy(2).plus(options.time());
        if (perSecond < 1) {
            done.complete(new Sent(0, 0));
            return done;
        }
        int batch = Math.max(1, (int) Math.round(perSecond / FeedLatency.UPLOADS_A_SECOND));
        Thread sender = new Thread(
                () -> {
                    try {
                        long begun = System.nanoTime();
                        int sent = new PacedUploads(uploads)
                                .send(perSecond / batch, time, () -> load.next(uploads.nextName(), batch), () -> {});
                        done.complete(new Sent((long) sent * batch, System.nanoTime() - begun));
                    } catch (IOException | InterruptedException e) {
                        done.completeExceptionally(e);
                    }
                },
                "bench-load");
        sender.setDaemon(true);
        sender.start();
        return done;
    }

    private static Sent await(CompletableFuture<Sent> load) throws IOException, InterruptedException {
        try {
            return load.get();
        } catch (ExecutionException e) {
            throw new IOException("the load failed: " + e.getCause(), e);
        }
    }

    /** Messages of probes by the clock; where none is free, one is late and left out. */
    private void probe(Duration time) throws InterruptedException {
        long interval = TimeUnit.SECONDS.toNanos(1) / options.probesPerSecond();
        long count = time.toNanos() / interval;
        long due = System.nanoTime();
        int at = 0;
        for (long i = 0; i < count; i++, due += interval) {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            int tried = 0;
            while (tried < probes.size() && !probes.get(at).idle()) {
                at = (at + 1) % probes.size();
                tried++;
            }
            if (tried == probes.size()) {
                late++;
                continue;
            }
            LiveProbe probe = probes.get(at);
            at = (at + 1) % probes.size();
            double glucose = probe.next();
            Instant observed = begin.plus(PROBE_STEP.multipliedBy(probe.messages()));
            CompletionStage<Integer> answer = uploads.send(
                    MessageStream.single(probe.patient() + "." + probe.messages(), probe.patient(), observed, glucose));
            answer.whenComplete((accepted, failure) -> {
                if (failure != null || accepted != 1) {
                    latencies.fault("a message of " + probe.patient() + " was not accepted");
                }
                probe.answered(System.nanoTime());
            });
        }
    }

    private void settle() throws InterruptedException {
        long deadline = System.nanoTime() + SETTLE.toNanos();
        while (System.nanoTime() < deadline && !probes.stream().allMatch(LiveProbe::idle)) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
