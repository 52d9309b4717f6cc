package io.anamnesis.web.ingest.wearable;

import java.util.List;

/** The cells of one row by the names of their columns. */
record Cells(Header header, List<String> values) {
    /** The cell without surrounding blanks; empty where the row is shorter or the table has no such column. */
    String get(String column) {
        int index = header.index(column);
        return index < 0 || index >= values.size() ? "" : values.get(index).strip();
    }

    /** Whether a separator has split a cell: such a row's cells stand under the wrong names. */
    boolean overflow() {
        for (int i = header.size(); i < values.size(); i++) {
            if (!values.get(i).isBlank()) {
                return true;
            }
        }
        return false;
    }
}
