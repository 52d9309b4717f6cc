package io.anamnesis.node.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import io.anamnesis.node.bench.FeedLatency.Latencies;
import io.anamnesis.node.bench.JournalSample.Written;
import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Driver and system in turns: what else the machine does then meets both. The driver repeats what the system wrote in the
 * turn before, in batches of the sizes that its group commit made. Between turns the system writes behind what it derived,
 * so that the driver's turn does not pay for it.
 */
final class IngestMeasurement {
    private static final int[] IN_FLIGHT = {4, 8, 16, 32, 64, 128, 256};
    private static final Duration SETTLE = Duration.ofSeconds(7);
    private static final Duration HISTORY = Duration.ofDays(360);

    private final IngestOptions options;
    private final OwnSystem system;
    private final Terminal terminal;
    private final MessageStream messages;
    private final List<String> patients;
    private final UploadLoad uploads;
    private final String token;
    private final double loadBefore;

    IngestMeasurement(IngestOptions options, OwnSystem system, String token, double loadBefore, Terminal terminal) {
        this.options = options;
        this.system = system;
        this.token = token;
        this.loadBefore = loadBefore;
        this.terminal = terminal;
        this.messages = new MessageStream(
                options.patients(), Instant.now().truncatedTo(ChronoUnit.DAYS).minus(HISTORY));
        this.patients = IntStream.range(0, options.patients())
                .mapToObj(messages::patient)
                .toList();
        this.uploads = new UploadLoad(system.node(), token);
    }

    static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    IngestFigures run() throws IOException, InterruptedException {
        DatabaseAccess access = DatabaseAccess.load(system.home().databaseAccess());
        try (CqlSession session = DriverLoad.connect(access)) {
            JournalSample journal = new JournalSample(session, DriverLoad.SYSTEM_KEYSPACE, DriverLoad.BUCKET);
            DriverLoad driver = DriverLoad.prepare(session, options.patients());
            terminal.say("warming up");
            system(options.warmup());
            uploads.takeRefused(); // patients that slept may take their time
            TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
            Written written = journal.since(patients);
            driver.run(written, 32, options.warmup().dividedBy(2));
            int inFlight = best(driver, written);
            List<Round> bare = new ArrayList<>();
            List<Round> whole = new ArrayList<>();
            for (int i = 0; i < options.rounds(); i++) {
                bare.add(driver(driver, written, inFlight, options.round()));
                terminal.say(IngestFigures.line("driver", bare.get(i)));
                whole.add(system(options.round()));
                terminal.say(IngestFigures.line("system", whole.get(i)));
                TimeUnit.NANOSECONDS.sleep(SETTLE.toNanos());
                written = journal.since(patients);
            }
            double rate = IngestFigures.median(whole, Round::perSecond);
            List<Latencies> floors = floors(new DriverLatency(driver, written), rate);
            List<Latencies> feeds = feeds(rate);
            return new IngestFigures(
                    loadBefore,
                    inFlight,
                    written.rowsABatch(),
                    written.payloadBytes(),
                    bare,
                    whole,
                    uploads.takeRefused(),
                    floors,
                    feeds);
        }
    }

    private List<Latencies> floors(DriverLatency driver, double rate) throws IOException, InterruptedException {
        List<Latencies> floors = new ArrayList<>();
        for (double share : options.feedShares()) {
            terminal.say("the bare driver, row by row, at " + share + " of the load");
            Duration warmup = options.warmup().dividedBy(4);
            floors.add(told("driver", warmup, () -> driver.measure(share * rate, warmup, options.time())));
        }
        return floors;
    }

    private List<Latencies> feeds(double rate) throws IOException, InterruptedException {
        FeedLatency latency = new FeedLatency(uploads, system.node(), token);
        List<Latencies> feeds = new ArrayList<>();
        for (double share : options.feedShares()) {
            terminal.say("watching " + options.watched() + " patients at " + share + " of the load");
            Duration warmup = options.warmup().dividedBy(2);
            feeds.add(told(
                    "feed",
                    warmup,
                    () -> latency.measure(messages, options.watched(), share * rate, warmup, options.time())));
        }
        return feeds;
    }

    private interface Paced {
        Latencies run() throws IOException, InterruptedException;
    }

    /** Says what it cost. */
    private Latencies told(String name, Duration warmup, Paced measured) throws IOException, InterruptedException {
        CpuTimes before = CpuTimes.of(system.state());
        long begun = System.nanoTime();
        Latencies latencies = measured.run();
        long nanos = System.nanoTime() - begun;
        long sent = Math.round(
                latencies.messagesPerSecond() * warmup.plus(options.time()).toMillis() / 1e3);
        terminal.say(IngestFigures.line(
                name, new Round(sent, nanos, CpuTimes.of(system.state()).since(before))));
        return latencies;
    }

    private int best(DriverLoad driver, Written written) throws IOException, InterruptedException {
        int best = IN_FLIGHT[0];
        double most = 0;
        for (int inFlight : IN_FLIGHT) {
            double rate = driver(driver, written, inFlight, options.warmup().dividedBy(IN_FLIGHT.length))
                    .perSecond();
            terminal.say(String.format("driver with %d in flight: %,.0f rows a second", inFlight, rate));
            if (rate > most) {
                most = rate;
                best = inFlight;
            }
        }
        return best;
    }

    private Round system(Duration time) throws IOException, InterruptedException {
        return round(() -> uploads.run(messages, options.batch(), options.uploads(), time));
    }

    private Round driver(DriverLoad driver, Written written, int inFlight, Duration time)
            throws IOException, InterruptedException {
        return round(() -> driver.run(written, inFlight, time));
    }

    private interface Load {
        long run() throws IOException, InterruptedException;
    }

    private Round round(Load load) throws IOException, InterruptedException {
        CpuTimes before = CpuTimes.of(system.state());
        long begun = System.nanoTime();
        long done = load.run();
        long nanos = System.nanoTime() - begun;
        return new Round(done, nanos, CpuTimes.of(system.state()).since(before));
    }
}
