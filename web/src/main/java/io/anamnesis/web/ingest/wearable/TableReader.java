package io.anamnesis.web.ingest.wearable;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads separated text by a layout: passes over the preamble, begins a table at each header, hands on every other row. */
final class TableReader implements FormatReader {
    private final TableLayout layout;

    TableReader(TableLayout layout) {
        this.layout = layout;
    }

    @Override
    public WearableFormat format() {
        return layout.format();
    }

    @Override
    public @Nullable DateOrder documentedOrder() {
        return layout.documentedOrder();
    }

    @Override
    public boolean recognises(Opening opening) {
        return separator(opening) != null;
    }

    private @Nullable Character separator(Opening opening) {
        for (char separator : Opening.SEPARATORS) {
            if (opening.headers(separator).stream().anyMatch(layout::isHeader)) {
                return separator;
            }
        }
        return null;
    }

    @Override
    public void read(Opening opening, InputStream in, Pass pass) throws IOException {
        Character separator = separator(opening);
        if (separator == null) {
            throw new UnreadableInput(
                    "unrecognised-format", "no header of " + format().name() + " near the beginning", "input");
        }
        int maxChars = pass.options().maxLineChars();
        CsvRecords records = new CsvRecords(new TextLines(in, maxChars), separator, maxChars);
        Table table = new Table(layout, pass.row(separator));
        for (CsvRecords.CsvRecord next = records.next(); next != null; next = records.next()) {
            table.take(next.line(), next.cells(), next.fault());
        }
    }

    /** The table at hand while records go by; also serves spreadsheets. */
    static final class Table {
        private final TableLayout layout;
        private final Row row;
        private TableLayout.@Nullable TableRows rows;
        private Header header = new Header(List.of());

        Table(TableLayout layout, Row row) {
            this.layout = layout;
            this.row = row;
        }

        boolean begun() {
            return rows != null;
        }

        void take(long line, List<String> values, @Nullable Fault fault) {
            if (fault != null) {
                refuse(line, fault);
                return;
            }
            if (looksLikeHeader(values)) {
                Header candidate = new Header(values);
                if (layout.isHeader(candidate)) {
                    header = candidate;
                    rows = layout.begin(candidate);
                    return;
                }
            }
            if (rows != null && !layout.isMark(values)) {
                read(line, new Cells(header, values), rows);
            }
        }

        /** Spares most rows the comparison: the headers of one format all begin with the same name. */
        private boolean looksLikeHeader(List<String> values) {
            return rows == null
                    || Header.normal(values.get(0)).equals(header.names().get(0));
        }

        private void read(long line, Cells cells, TableLayout.TableRows tableRows) {
            row.begin(line, null);
            if (cells.overflow()) {
                row.refuse(Fault.TOO_MANY_CELLS);
            } else {
                tableRows.read(cells, row);
            }
            row.end();
        }

        private void refuse(long line, Fault fault) {
            if (rows == null) {
                // a preamble holds no rows, so a broken line in it costs none
                return;
            }
            row.begin(line, null);
            row.refuse(fault);
            row.end();
        }
    }
}
