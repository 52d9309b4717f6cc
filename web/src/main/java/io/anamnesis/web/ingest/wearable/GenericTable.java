package io.anamnesis.web.ingest.wearable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Any separated text with a time column and either the columns metric and value (long) or columns named after metrics
 * (wide). Units come from a column, from the header, or from the metric where it has but one. A bare number as time is
 * read only if the column's name says seconds or milliseconds.
 */
final class GenericTable implements TableLayout {
    private static final WearableFormat FORMAT = new WearableFormat(
            "generic-csv",
            "a header with a time column and either metric and value, or columns such as glucose (mg/dL), heart_rate, steps",
            "the metrics that it names; a unit that nothing states is unit-required");
    private static final Set<String> TIMES = Set.of(
            "time",
            "timestamp",
            "datetime",
            "date_time",
            "date time",
            "date",
            "observed_at",
            "observedat",
            "measured_at",
            "recorded_at",
            "start_time");
    private static final Set<String> MILLIS = Set.of("epoch_ms", "epoch_millis", "timestamp_ms", "time_ms", "unix_ms");
    private static final Set<String> SECONDS = Set.of("epoch_s", "epoch_seconds", "timestamp_s", "time_s", "unix_s");
    private static final Set<String> SUBJECTS =
            Set.of("id", "subject", "subject_id", "subjectid", "patient_id", "user_id", "userid");
    private static final Set<String> METRICS = Set.of("metric", "measure", "measurement", "metric_name");
    private static final Set<String> UNITS = Set.of("unit", "units");
    private static final Set<String> DEVICES = Set.of("device", "device_id", "source_device");

    @Override
    public WearableFormat format() {
        return FORMAT;
    }

    @Override
    public boolean isHeader(Header header) {
        return header.size() >= 2
                && time(header) != null
                && (isLong(header) || !measures(header).isEmpty());
    }

    private static boolean isLong(Header header) {
        return header.has("value") && first(header, METRICS) != null;
    }

    private static @Nullable GenericTime time(Header header) {
        String millis = first(header, MILLIS);
        if (millis != null) {
            return new GenericTime(millis, "", 1);
        }
        String seconds = first(header, SECONDS);
        if (seconds != null) {
            return new GenericTime(seconds, "", 1_000);
        }
        if (header.has("date", "time")) {
            return new GenericTime("date", "time", 0);
        }
        String text = first(header, TIMES);
        return text == null ? null : new GenericTime(text, "", 0);
    }

    private static @Nullable String first(Header header, Set<String> names) {
        return header.names().stream().filter(names::contains).findFirst().orElse(null);
    }

    private static List<GenericMeasure> measures(Header header) {
        List<GenericMeasure> measures = new ArrayList<>();
        for (String name : header.names()) {
            GenericMeasure measure = GenericMeasure.ofColumn(name);
            if (measure != null) {
                measures.add(measure);
            }
        }
        return measures;
    }

    @Override
    public TableRows begin(Header header) {
        GenericTime time = time(header);
        if (time == null) {
            throw new IllegalStateException("begun without a time column");
        }
        String subject = first(header, SUBJECTS);
        String device = first(header, DEVICES);
        String unit = first(header, UNITS);
        TableRows measures = isLong(header) ? longRows(header, unit) : wideRows(measures(header), unit);
        return (cells, row) -> {
            row.subject(subject == null ? "" : cells.get(subject));
            row.device(device == null ? "" : cells.get(device));
            time.read(cells, row);
            measures.read(cells, row);
        };
    }

    private static TableRows wideRows(List<GenericMeasure> measures, @Nullable String unitColumn) {
        return (cells, row) -> {
            for (GenericMeasure measure : measures) {
                String text = cells.get(measure.column());
                String unit = measure.unit();
                if (unit == null && unitColumn != null) {
                    unit = measure.known(cells.get(unitColumn));
                }
                if (unit != null) {
                    row.measure(measure.column(), measure.metric(), unit, text);
                } else if (!text.isEmpty()) {
                    row.refuseCell(measure.column(), Fault.UNIT_REQUIRED);
                }
            }
            if (measures.size() == 1 && cells.get(measures.get(0).column()).isEmpty()) {
                row.refuse(Fault.MISSING_VALUE);
            }
        };
    }

    private static TableRows longRows(Header header, @Nullable String unitColumn) {
        String metricColumn = first(header, METRICS);
        return (cells, row) -> {
            String value = cells.get("value");
            String metric = metricColumn == null ? "" : GenericMeasure.kebab(cells.get(metricColumn));
            String stated = unitColumn == null ? "" : cells.get(unitColumn);
            if (value.isEmpty()) {
                row.refuse(Fault.MISSING_VALUE);
            } else if (metric.isEmpty()) {
                row.refuse(Fault.UNKNOWN_METRIC);
            } else {
                String unit = GenericMeasure.unit(metric, stated);
                if (unit == null) {
                    row.refuse(stated.isEmpty() ? Fault.UNIT_REQUIRED : Fault.UNKNOWN_UNIT);
                } else {
                    row.measure("value", metric, unit, value);
                }
            }
        };
    }

    /** Where the time stands: text in one or two columns, or a number of so many milliseconds each. */
    private record GenericTime(String column, String second, int millisEach) {
        void read(Cells cells, Row row) {
            if (millisEach == 0) {
                row.time(second.isEmpty() ? cells.get(column) : cells.get(column) + " " + cells.get(second));
            } else {
                row.time(Clock.ofEpoch(cells.get(column), millisEach));
            }
        }
    }
}
