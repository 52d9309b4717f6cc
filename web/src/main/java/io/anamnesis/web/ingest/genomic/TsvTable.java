package io.anamnesis.web.ingest.genomic;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table of cells that tabs part: comment lines that begin with a hash, a line of names, then rows. Names are compared without
 * regard to case. One row is held at a time; one thread's.
 */
public final class TsvTable {
    /** The most columns that are taken: a study of a hundred thousand samples. */
    public static final int MAX_COLUMNS = 100_000;

    private final TextRows rows;
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();
    private String[] cells = {};
    private @Nullable Fault fault;

    private TsvTable(TextRows rows, List<String> names) {
        this.rows = rows;
        this.names = names;
        for (int i = 0; i < names.size(); i++) {
            places.putIfAbsent(names.get(i).toLowerCase(Locale.ROOT), i);
        }
    }

    /**
     * Reads up to the names.
     *
     * @throws UnreadableInput {@code malformed-header} where there is no line of names
     */
    public static TsvTable open(InputStream in) throws IOException {
        TextRows rows = new TextRows(in);
        while (rows.next()) {
            String text = rows.text();
            if (text == null) {
                throw new UnreadableInput("malformed-header", "the line can't be read", "line " + rows.number());
            }
            if (!text.isBlank() && !text.startsWith("#")) {
                String[] names = text.split("\t", -1);
                if (names.length > MAX_COLUMNS) {
                    throw new UnreadableInput(
                            "too-many-columns",
                            "the limit is " + MAX_COLUMNS + " columns, here " + names.length,
                            "line " + rows.number());
                }
                return new TsvTable(rows, List.of(names));
            }
        }
        throw new UnreadableInput("empty-input", "the table has no line of names", "input");
    }

    /** The names as they stand. */
    public List<String> names() {
        return names;
    }

    /** Whether there is a column of that name. */
    public boolean has(String name) {
        return places.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** Goes to the next row, blank lines and comments left out. @return whether there is one */
    public boolean next() throws IOException {
        while (rows.next()) {
            String text = rows.text();
            fault = text == null ? rows.fault() : null;
            if (text == null || (!text.isBlank() && !text.startsWith("#"))) {
                cells = text == null ? new String[0] : text.split("\t", -1);
                return true;
            }
        }
        return false;
    }

    /** Why the row can't be read; null where it can. */
    public @Nullable Fault fault() {
        return fault;
    }

    /** Of the row. */
    public long line() {
        return rows.number();
    }

    /** Cells that the row has. */
    public int width() {
        return cells.length;
    }

    /** The cell of a column by place, stripped; empty where the row ends before it. */
    public String cell(int place) {
        return place < cells.length ? cells[place].strip() : "";
    }

    /** The cell of a column; null where there is no such column or the cell says that it is empty. */
    public @Nullable String cell(String name) {
        Integer place = places.get(name.toLowerCase(Locale.ROOT));
        String text = place == null ? "" : cell(place);
        return isMissing(text) ? null : text;
    }

    /** Empty, a dot, NA, or words in brackets such as {@code [Not Available]}. */
    public static boolean isMissing(String text) {
        return text.isEmpty()
                || text.equals(".")
                || text.equalsIgnoreCase("na")
                || text.equalsIgnoreCase("nan")
                || text.equalsIgnoreCase("null")
                || (text.startsWith("[") && text.endsWith("]"));
    }
}
