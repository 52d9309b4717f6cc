package io.anamnesis.web.patient;

import io.anamnesis.protocol.patient.PatientCommand.GetWindows;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.WindowView;
import io.anamnesis.sharding.client.Patients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Windows put together to longer ones, for who looks at years: five years of hourly windows are 44,000, and as days 1,826. The
 * patient gives its windows page by page; no more than one page and the result are in memory. Safe on any thread; one page after
 * the other.
 *
 * <p>Mean and standard deviation are those of all samples (Chan, Golub, LeVeque 1979, eq. 2.1), ranges add up. A longer window
 * begins at a whole multiple of its length since 1970-01-01T00:00Z, is closed where all that are in it are, and holds what begins
 * within it.
 */
final class CoarseWindows {
    private static final int PAGE = 10_000;

    private final Patients patients;
    private final GetWindows asked;
    private final long every;
    private final List<WindowView> done = new ArrayList<>();
    private @Nullable Sum open;

    private CoarseWindows(Patients patients, GetWindows asked, Duration every) {
        this.patients = patients;
        this.asked = asked;
        this.every = every.toMillis();
    }

    /** At most {@code asked.limit()} longer windows, or what the patient answers instead. */
    static CompletionStage<PatientReply> ask(Patients patients, GetWindows asked, Duration every) {
        return new CoarseWindows(patients, asked, every).from(asked.from());
    }

    private CompletionStage<PatientReply> from(Instant from) {
        return patients.ask(new GetWindows(asked.patient(), asked.caller(), asked.metric(), from, asked.to(), PAGE))
                .thenCompose(reply -> reply instanceof PatientReply.Windows page
                        ? taken(page)
                        : CompletableFuture.completedStage(reply));
    }

    private CompletionStage<PatientReply> taken(PatientReply.Windows page) {
        for (WindowView window : page.windows()) {
            long start = Math.floorDiv(window.start().toEpochMilli(), every) * every;
            Sum current = open;
            if (current == null || current.start != start) {
                close();
                if (done.size() == asked.limit()) {
                    return CompletableFuture.completedStage(new PatientReply.Windows(done, start));
                }
                current = new Sum(start);
                open = current;
            }
            current.add(window);
        }
        Long next = page.nextFrom();
        if (next != null) {
            return from(Instant.ofEpochMilli(next));
        }
        close();
        return CompletableFuture.completedStage(new PatientReply.Windows(done, null));
    }

    private void close() {
        Sum current = open;
        if (current != null && current.count > 0) {
            done.add(current.view(every));
        }
        open = null;
    }

    /** Of the windows that begin within a longer one. */
    private static final class Sum {
        private final long start;
        private WindowView last = EMPTY;
        private long count;
        private double mean;
        private double squares;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private int corrections;
        private boolean closed = true;
        private WindowView.@Nullable Glucose glucose;

        private static final WindowView EMPTY =
                new WindowView("", "", Instant.EPOCH, Instant.EPOCH, 0, 0, null, 0, 0, 0, true, null);

        Sum(long start) {
            this.start = start;
        }

        void add(WindowView window) {
            long both = count + window.count();
            if (window.count() > 0) {
                Double sd = window.sd();
                double apart = window.mean() - mean;
                squares += (sd == null ? 0 : sd * sd * (window.count() - 1))
                        + apart * apart * count * window.count() / both;
                mean += apart * window.count() / both;
                min = Math.min(min, window.min());
                max = Math.max(max, window.max());
            }
            count = both;
            corrections += window.corrections();
            closed &= window.closed();
            glucose = sum(glucose, window.glucose());
            last = window;
        }

        WindowView view(long every) {
            Double sd = count < 2 ? null : Math.sqrt(squares / (count - 1));
            WindowView.Glucose ranges = glucose;
            return new WindowView(
                    last.metric(),
                    last.unit(),
                    Instant.ofEpochMilli(start),
                    Instant.ofEpochMilli(start + every),
                    count,
                    mean,
                    sd,
                    min,
                    max,
                    corrections,
                    closed,
                    ranges == null
                            ? null
                            : new WindowView.Glucose(
                                    ranges.below54(),
                                    ranges.below70(),
                                    ranges.in70To180(),
                                    ranges.above180(),
                                    ranges.above250(),
                                    sd == null ? null : (Double) (100 * sd / mean),
                                    3.31 + 0.02392 * mean));
        }

        private static WindowView.@Nullable Glucose sum(
                WindowView.@Nullable Glucose one, WindowView.@Nullable Glucose other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return new WindowView.Glucose(
                    one.below54() + other.below54(),
                    one.below70() + other.below70(),
                    one.in70To180() + other.in70To180(),
                    one.above180() + other.above180(),
                    one.above250() + other.above250(),
                    null,
                    0);
        }
    }
}
