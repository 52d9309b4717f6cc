package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WindowView;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Writes or replaces windows of one metric as one mutation. */
final class InsertWindows {
    /** What a row takes, rounded up. */
    static final long ROW_BYTES = 256;

    private final CqlRequests requests;
    private final PreparedStatement insert;

    InsertWindows(CqlRequests requests) {
        this.requests = requests;
        this.insert = requests.prepare("""
                INSERT INTO feature_window (patient_id, metric, window_start, window_end, unit, samples, mean, sd,
                    minimum, maximum, corrections, closed, ranges, cv_percent, gmi_percent)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""");
    }

    CompletionStage<Void> run(PatientId patient, List<WindowView> windows) {
        return requests.writeTogether(
                "Saving windows",
                windows.stream().map(window -> bind(patient, window)).toList());
    }

    private BoundStatement bind(PatientId patient, WindowView window) {
        WindowView.Glucose glucose = window.glucose();
        return insert.bind(
                patient.value(),
                window.metric(),
                requireWholeMillis(window).start(),
                window.end(),
                window.unit(),
                window.count(),
                window.mean(),
                window.sd(),
                window.min(),
                window.max(),
                window.corrections(),
                window.closed(),
                ranges(glucose),
                glucose == null ? null : glucose.cvPercent(),
                glucose == null ? null : glucose.gmiPercent());
    }

    /** An empty list where there are none: a null would leave a tombstone with every window of most metrics. */
    private static List<Long> ranges(WindowView.@Nullable Glucose ranges) {
        return ranges == null
                ? List.of()
                : List.of(ranges.below54(), ranges.below70(), ranges.in70To180(), ranges.above180(), ranges.above250());
    }

    /** The start is a key: two that fall together in CQL's milliseconds would replace each other. */
    private static WindowView requireWholeMillis(WindowView window) {
        if (NanoTime.nanosWithinMilli(window.start()) != 0 || NanoTime.nanosWithinMilli(window.end()) != 0) {
            throw new IllegalArgumentException(
                    "a window starts and ends at a whole millisecond, here " + window.start() + " to " + window.end());
        }
        return window;
    }
}
