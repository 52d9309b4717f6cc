package io.anamnesis.web.ingest.clinical;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A row of an mCODE table, by column; names are compared without case. */
final class McodeRow {
    private static final Pattern MONTH_DAY_YEAR = Pattern.compile("(\\d{2})-(\\d{2})-(\\d{4})");

    private final Map<String, String> cells = new HashMap<>();

    McodeRow(Map<String, String> cells) {
        cells.forEach((column, cell) -> this.cells.put(column.toLowerCase(Locale.ROOT), cell.strip()));
    }

    /** The cell; empty where there is none. */
    String get(String column) {
        return cells.getOrDefault(column.toLowerCase(Locale.ROOT), "");
    }

    /** Adverse events write month, day and year; all else writes dates as FHIR does. */
    String date(String column) {
        Matcher american = MONTH_DAY_YEAR.matcher(get(column));
        return american.matches() ? american.group(3) + "-" + american.group(1) + "-" + american.group(2) : get(column);
    }

    String patient() {
        for (String column : new String[] {"mrn", "patientid", "subjectid"}) {
            if (!get(column).isEmpty()) {
                return get(column);
            }
        }
        return "";
    }

    /** All cells in a fixed order: what an id is made of where the table has none. */
    String joined() {
        return new TreeMap<>(cells).toString();
    }
}
