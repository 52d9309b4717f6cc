package io.anamnesis.storage.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WindowView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads windows of a metric by their start, oldest first. */
final class SelectWindows {
    private final CqlRequests requests;
    private final PreparedStatement select;

    SelectWindows(CqlRequests requests) {
        this.requests = requests;
        this.select = requests.prepare("""
                SELECT window_start, window_end, unit, samples, mean, sd, minimum, maximum, corrections, closed, ranges, cv_percent, gmi_percent
                FROM feature_window
                WHERE patient_id = ? AND metric = ? AND window_start >= ? AND window_start < ? LIMIT ?""");
    }

    CompletionStage<List<WindowView>> run(PatientId patient, String metric, Instant from, Instant to, int limit) {
        return requests.rows(
                "Reading windows",
                select.bind(patient.value(), metric, from, to, limit),
                Runnable::run,
                row -> window(metric, row));
    }

    private static WindowView window(String metric, Row row) {
        return new WindowView(
                metric,
                Objects.requireNonNull(row.getString("unit")),
                Objects.requireNonNull(row.getInstant("window_start")),
                Objects.requireNonNull(row.getInstant("window_end")),
                row.getLong("samples"),
                row.getDouble("mean"),
                row.isNull("sd") ? null : row.getDouble("sd"),
                row.getDouble("minimum"),
                row.getDouble("maximum"),
                row.getInt("corrections"),
                row.getBoolean("closed"),
                glucose(row, row.getList("ranges", Long.class)));
    }

    private static WindowView.@Nullable Glucose glucose(Row row, @Nullable List<Long> counts) {
        return counts == null || counts.isEmpty()
                ? null
                : new WindowView.Glucose(
                        counts.get(0),
                        counts.get(1),
                        counts.get(2),
                        counts.get(3),
                        counts.get(4),
                        row.isNull("cv_percent") ? null : row.getDouble("cv_percent"),
                        row.getDouble("gmi_percent"));
    }
}
