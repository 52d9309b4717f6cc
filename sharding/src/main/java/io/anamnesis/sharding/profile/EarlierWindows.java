package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.port.Occasion;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Wearables of 14 days each before those that the features tell of, back from midnight (UTC): what {@code glucose.mean[14d]} was then. Days
 * without any sample are no occasion, so that the last few times that a sensor was worn are found however long ago they were. What was made of days
 * whose samples did not change is kept, as the next message rarely changes any.
 */
final class EarlierWindows {
    private static final long DAY_MILLIS = 86_400_000;
    private static final long SPAN_MILLIS = 14 * DAY_MILLIS;
    private static final String SPAN = "[14d]";

    private record Made(long stamp, Occasion occasion) {}

    private Map<Long, Made> made = Map.of();

    /** At most so many, the latest first. */
    List<Occasion> of(Collection<MetricSeries> series, ZoneId zone, int most) {
        long last = series.stream()
                .filter(each -> each.samples() > 0)
                .mapToLong(MetricSeries::lastTime)
                .max()
                .orElse(Long.MIN_VALUE);
        List<Occasion> found = new ArrayList<>();
        if (last == Long.MIN_VALUE) {
            return found;
        }
        Map<Long, Made> kept = new HashMap<>();
        long end = Math.floorDiv(last - SPAN_MILLIS, DAY_MILLIS) * DAY_MILLIS;
        long newest = newestBefore(series, end);
        while (newest != Long.MIN_VALUE && found.size() < most) {
            long to = end - Math.floorDiv(end - 1 - newest, SPAN_MILLIS) * SPAN_MILLIS;
            long from = to - SPAN_MILLIS;
            long stamp = stamp(series, from, to);
            Made known = made.get(from);
            if (known == null || known.stamp != stamp) {
                known = new Made(stamp, occasion(series, from, to, zone));
            }
            kept.put(from, known);
            found.add(known.occasion);
            newest = newestBefore(series, from);
        }
        made = kept;
        return found;
    }

    /** Start of the last event-time window with samples that starts before a time, of all series. */
    private static long newestBefore(Collection<MetricSeries> series, long time) {
        long newest = Long.MIN_VALUE;
        for (MetricSeries each : series) {
            int at = each.firstFrom(time) - 1;
            while (at >= 0 && each.window(at).stats().count == 0) {
                at--;
            }
            newest = at < 0 ? newest : Math.max(newest, each.window(at).start);
        }
        return newest;
    }

    /** Changes with every sample in between: it marks the window with the change that it came with. */
    private static long stamp(Collection<MetricSeries> series, long from, long to) {
        long stamp = 1;
        for (MetricSeries each : series) {
            stamp = 31 * stamp + each.name().hashCode();
            for (int i = each.firstFrom(from); i < each.windows() && each.window(i).start < to; i++) {
                stamp = 31 * (31 * stamp + each.window(i).start) + each.window(i).touchedTick;
            }
        }
        return stamp;
    }

    private static Occasion occasion(Collection<MetricSeries> series, long from, long to, ZoneId zone) {
        Map<String, Double> numbers = new HashMap<>();
        for (MetricSeries each : series) {
            BiConsumer<String, Double> add = (feature, value) -> numbers.put(each.name() + "." + feature + SPAN, value);
            Features.within(each, from, to, zone).forEach(add);
        }
        return Occasion.of(Occasion.WINDOW, null, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), numbers);
    }
}
