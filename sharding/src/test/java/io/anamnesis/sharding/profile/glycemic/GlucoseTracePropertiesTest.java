package io.anamnesis.sharding.profile.glycemic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Percentage;

/** Whatever happens to a trace, its metrics are those of the readings that it ends up with. */
class GlucoseTracePropertiesTest {
    /** Two days before the clocks of New York go forward. */
    private static final long START = 1_425_600_000_000L;

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Percentage EXACTLY = Percentage.withPercentage(1e-10);

    /** A sensor with a mean step of five minutes, jitter, gaps of all lengths, and mostly whole values. */
    private static NavigableMap<Long, Double> recording(Random random, int count) {
        NavigableMap<Long, Double> readings = new TreeMap<>();
        long at = START + random.nextInt(86_400) * 1000L;
        double glucose = 60 + random.nextInt(150);
        for (int i = 0; i < count; i++) {
            at += 290_000 + random.nextInt(20) * 1000L;
            if (random.nextInt(25) == 0) {
                at += random.nextInt(6 * 60) * 60_000L;
            }
            glucose = Math.max(40, Math.min(400, glucose + random.nextGaussian() * 12));
            readings.put(at, random.nextInt(10) == 0 ? glucose : Math.rint(glucose));
        }
        return readings;
    }

    /** Whole values on the grid, with gaps whose interpolation gives binary fractions only. */
    private static NavigableMap<Long, Double> dyadicRecording(Random random, int count) {
        int[] steps = {5, 5, 5, 5, 5, 5, 5, 5, 10, 20, 40, 60, 240};
        NavigableMap<Long, Double> readings = new TreeMap<>();
        // one in four begins at midnight, a point that the grid leaves out
        long at = START + random.nextInt(4) * 25_000_000L / 300_000 * 300_000;
        double glucose = 60 + random.nextInt(150);
        for (int i = 0; i < count; i++) {
            glucose = Math.max(40, Math.min(400, glucose + random.nextGaussian() * 12));
            readings.put(at, Math.rint(glucose));
            at += steps[random.nextInt(steps.length)] * 60_000L;
        }
        return readings;
    }

    private static GlucoseTrace traceOf(Map<Long, Double> readings) {
        GlucoseTrace trace = new GlucoseTrace();
        readings.forEach(trace::put);
        return trace;
    }

    @Property(tries = 60)
    void metrics_are_the_same_bits_for_every_order_of_arrival(@ForAll long seed) {
        Random random = new Random(seed);
        NavigableMap<Long, Double> readings = recording(random, 1 + random.nextInt(900));
        List<Map.Entry<Long, Double>> shuffled = new ArrayList<>(readings.entrySet());
        Collections.shuffle(shuffled, random);

        GlucoseTrace late = new GlucoseTrace();
        for (Map.Entry<Long, Double> reading : shuffled) {
            late.put(reading.getKey(), reading.getValue());
            if (random.nextInt(50) == 0) {
                late.metrics(NEW_YORK);
            }
        }

        assertThat(late.metrics(NEW_YORK)).isEqualTo(traceOf(readings).metrics(NEW_YORK));
        assertThat(late.size()).isEqualTo(readings.size());
    }

    @Property(tries = 60)
    void corrections_and_withdrawals_leave_no_trace(@ForAll long seed) {
        Random random = new Random(seed);
        NavigableMap<Long, Double> readings = recording(random, 1 + random.nextInt(700));
        GlucoseTrace live = traceOf(readings);
        for (int change = 0; change < 40; change++) {
            change(random, readings, live);
            if (random.nextInt(4) == 0) {
                assertThat(live.metrics(NEW_YORK)).isEqualTo(traceOf(readings).metrics(NEW_YORK));
            }
        }
        assertThat(live.metrics(ZoneOffset.UTC)).isEqualTo(traceOf(readings).metrics(ZoneOffset.UTC));
        assertThat(live.size()).isEqualTo(readings.size());
    }

    private static void change(Random random, NavigableMap<Long, Double> readings, GlucoseTrace live) {
        List<Long> times = new ArrayList<>(readings.keySet());
        long known = times.isEmpty() ? START : times.get(random.nextInt(times.size()));
        switch (random.nextInt(3)) {
            case 0 -> assertThat(live.remove(known)).isEqualTo(readings.remove(known) != null);
            case 1 -> put(readings, live, known, 40 + random.nextInt(300));
            default -> put(readings, live, known + random.nextInt(900_000) - 300_000, 40 + 300 * random.nextDouble());
        }
    }

    private static void put(NavigableMap<Long, Double> readings, GlucoseTrace live, long at, double value) {
        readings.put(at, value);
        live.put(at, value);
    }

    @Property(tries = 60)
    void a_stretch_has_the_metrics_of_a_trace_that_holds_nothing_else(@ForAll long seed) {
        Random random = new Random(seed);
        NavigableMap<Long, Double> readings = recording(random, 1 + random.nextInt(900));
        GlucoseTrace whole = traceOf(readings);
        if (random.nextBoolean()) {
            whole.metrics(NEW_YORK);
        }
        long span = readings.lastKey() - readings.firstKey() + 1;
        long from = readings.firstKey() + (long) (random.nextDouble() * span);
        long to = from + (long) (random.nextDouble() * span);

        GlycemicMetrics stretch = whole.metrics(from, to, NEW_YORK);

        assertThat(stretch)
                .isEqualTo(traceOf(readings.subMap(from, true, to, false)).metrics(NEW_YORK));
        assertThat(whole.metrics(NEW_YORK)).isEqualTo(traceOf(readings).metrics(NEW_YORK));
    }

    @Property(tries = 60)
    void metrics_equal_a_plain_computation_from_scratch(@ForAll long seed) {
        Random random = new Random(seed);
        NavigableMap<Long, Double> readings = recording(random, 1 + random.nextInt(900));
        Map<String, Double> features = traceOf(readings).metrics(ZoneOffset.UTC).asFeatures();
        Map<String, Double> plain = PlainMetrics.of(readings);
        assertThat(features).containsKeys(plain.keySet().toArray(String[]::new));
        plain.forEach((name, value) -> assertClose(name, features, value));
    }

    @Property(tries = 60)
    void mage_equals_a_plain_search_from_scratch(@ForAll long seed) {
        Random random = new Random(seed);
        NavigableMap<Long, Double> readings = dyadicRecording(random, 2 + random.nextInt(900));
        Map<String, Double> features = traceOf(readings).metrics(ZoneOffset.UTC).asFeatures();
        PlainGrid grid = PlainGrid.of(
                readings.keySet().stream().mapToLong(Long::longValue).toArray(),
                readings.values().stream().mapToDouble(Double::doubleValue).toArray());
        double plain = grid.minutes == 5 ? PlainMetrics.mage(grid.stretches(180)) : Double.NaN;
        if (Double.isFinite(plain)) {
            assertClose("mage", features, plain);
        }
    }

    private static void assertClose(String name, Map<String, Double> features, double plain) {
        assertThat(features.get(name)).as(name).isCloseTo(plain, EXACTLY);
    }
}
