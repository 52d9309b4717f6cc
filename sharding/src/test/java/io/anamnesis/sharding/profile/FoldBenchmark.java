package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.patient.PatientEvent.MessageRecorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Samples a second that one core folds into an empty profile, the content hash of each message included: the journal's side
 * of {@link Profile#apply}, which is the live path's too, only that there the decision has computed the hash. The messages
 * are made beforehand. Goal: 5 million for messages that hold a day.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class FoldBenchmark {
    private static final int DAYS = 90;
    private static final int SAMPLES_A_DAY = 288;
    private static final int MINUTES_A_SAMPLE = 5;
    private static final int SAMPLES = DAYS * SAMPLES_A_DAY;
    private static final long SEED = 7;

    private final ProfileSettings settings = Messages.settings();
    private final List<MessageRecorded> glucoseDays = messages("glucose", "mg/dL", SAMPLES_A_DAY, false);
    private final List<MessageRecorded> glucoseSingles = messages("glucose", "mg/dL", 1, false);
    private final List<MessageRecorded> heartRateDays = messages("heart-rate", "/min", SAMPLES_A_DAY, false);
    private final List<MessageRecorded> glucoseLate = late(messages("glucose", "mg/dL", SAMPLES_A_DAY, false));
    private final List<MessageRecorded> glucoseDisordered = late(messages("glucose", "mg/dL", SAMPLES_A_DAY, true));

    /** A day of glucose a message, in order. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public Profile glucoseDays() {
        return fold(glucoseDays);
    }

    /** One glucose sample a message, in order: mostly the cost of a message. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public Profile glucoseSingles() {
        return fold(glucoseSingles);
    }

    /** A day of heart rate a message, in order. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public Profile heartRateDays() {
        return fold(heartRateDays);
    }

    /** As {@link #glucoseDays}, but every third day comes up to a month late. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public Profile glucoseDaysLate() {
        return fold(glucoseLate);
    }

    /** As {@link #glucoseDaysLate}, and the samples within a message lie in no order. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public Profile glucoseDaysDisordered() {
        return fold(glucoseDisordered);
    }

    private Profile fold(List<MessageRecorded> events) {
        Profile profile = new Profile(settings);
        for (MessageRecorded event : events) {
            profile.apply(event);
        }
        return profile;
    }

    private static List<MessageRecorded> messages(String metric, String unit, int samplesEach, boolean disordered) {
        Random random = new Random(SEED);
        List<MessageRecorded> events = new ArrayList<>();
        for (int first = 0; first < SAMPLES; first += samplesEach) {
            List<Long> minutes = new ArrayList<>();
            for (int i = 0; i < samplesEach; i++) {
                minutes.add((long) (first + i) * MINUTES_A_SAMPLE);
            }
            if (disordered) {
                Collections.shuffle(minutes, random);
            }
            long[] at = minutes.stream().mapToLong(Long::longValue).toArray();
            double[] values = random.ints(samplesEach, 60, 240).asDoubleStream().toArray();
            String id = metric + "-" + first;
            events.add(
                    Messages.event(events.size() + 1L, Messages.wearable(id, metric, unit, "d-1", first, at, values)));
        }
        return events;
    }

    private static List<MessageRecorded> late(List<MessageRecorded> events) {
        List<MessageRecorded> inTime = new ArrayList<>();
        List<MessageRecorded> held = new ArrayList<>();
        for (MessageRecorded event : events) {
            (event.seq() % 3 == 0 ? held : inTime).add(event);
            if (event.seq() % 30 == 0) {
                Collections.shuffle(held, new Random(SEED));
                inTime.addAll(held);
                held.clear();
            }
        }
        inTime.addAll(held);
        return inTime;
    }
}
