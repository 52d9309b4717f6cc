package io.anamnesis.web.ingest.wearable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A layout that is no more than a list of columns: which hold the time, the subject, the device and the measurements. */
final class ColumnLayout implements TableLayout {
    private final WearableFormat format;
    private final boolean exact;
    private final List<String> header;
    private final List<Measure> measures = new ArrayList<>();
    private List<String> time = List.of();
    private String subject = "";
    private String device = "";
    private @Nullable DateOrder order;
    private Function<Cells, @Nullable Fault> rule = cells -> null;

    private ColumnLayout(WearableFormat format, boolean exact, List<String> header) {
        this.format = format;
        this.exact = exact;
        this.header = header;
    }

    /** A table that has at least these columns. */
    static ColumnLayout with(WearableFormat format, String... columns) {
        return new ColumnLayout(format, false, List.of(columns));
    }

    /** A table that has these columns and no other: for names so common that they prove nothing alone. */
    static ColumnLayout only(WearableFormat format, String... columns) {
        return new ColumnLayout(format, true, List.of(columns));
    }

    /** The columns that make up the time, in the order date, time of day. */
    ColumnLayout time(String... columns) {
        time = List.of(columns);
        return this;
    }

    ColumnLayout dates(DateOrder documented) {
        order = documented;
        return this;
    }

    ColumnLayout subject(String column) {
        subject = column;
        return this;
    }

    ColumnLayout device(String column) {
        device = column;
        return this;
    }

    ColumnLayout measure(String column, String metric, String unit) {
        measures.add(new Measure(column, metric, unit, null));
        return this;
    }

    ColumnLayout measure(String column, String metric, String unit, String measuredBy) {
        measures.add(new Measure(column, metric, unit, measuredBy));
        return this;
    }

    /** Refuses rows for a reason of the format's own. */
    ColumnLayout refuse(Function<Cells, @Nullable Fault> newRule) {
        rule = newRule;
        return this;
    }

    @Override
    public WearableFormat format() {
        return format;
    }

    @Override
    public @Nullable DateOrder documentedOrder() {
        return order;
    }

    @Override
    public boolean isHeader(Header candidate) {
        return candidate.has(header.toArray(String[]::new)) && (!exact || candidate.size() == header.size());
    }

    @Override
    public TableRows begin(Header table) {
        return this::read;
    }

    private void read(Cells cells, Row row) {
        Fault fault = rule.apply(cells);
        if (fault != null) {
            row.refuse(fault);
        }
        row.subject(cells.get(subject));
        row.device(cells.get(device));
        row.time(joined(cells));
        for (Measure measure : measures) {
            String text = cells.get(measure.column);
            if (measure.device == null) {
                row.measure(measure.column, measure.metric, measure.unit, text);
            } else {
                row.measure(measure.column, measure.metric, measure.unit, measure.device, text);
            }
        }
        if (measures.size() == 1 && cells.get(measures.get(0).column).isEmpty()) {
            row.refuse(Fault.MISSING_VALUE);
        }
    }

    private String joined(Cells cells) {
        return time.size() == 1 ? cells.get(time.get(0)) : cells.get(time.get(0)) + " " + cells.get(time.get(1));
    }

    private record Measure(
            String column,
            String metric,
            String unit,
            @Nullable String device) {}
}
