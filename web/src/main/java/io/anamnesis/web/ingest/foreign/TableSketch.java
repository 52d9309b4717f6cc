package io.anamnesis.web.ingest.foreign;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The first rows of a text parted by commas, semicolons, tabs or blanks, as far as needed to say what kind of table it is. */
final class TableSketch {
    private static final int ROWS = 30;
    private static final int MANY_COLUMNS = 50;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+([.]\\d*)?|[.]\\d+)([eE][+-]?\\d+)?|NA|NaN|nan|");
    private static final Set<String> TIMES = Set.of(
            "time",
            "week",
            "futime",
            "dtime",
            "rtime",
            "rfstime",
            "ptime",
            "stop",
            "right",
            "tstop",
            "duration",
            "time1",
            "os_months",
            "survival_months",
            "os.time");
    private static final Set<String> EVENTS = Set.of(
            "event",
            "status",
            "cens",
            "death",
            "arrest",
            "death_event",
            "ev",
            "censor",
            "censored",
            "pstat",
            "recur",
            "dead",
            "os_status",
            "os",
            "left");

    private final List<String> header;
    private final List<List<String>> body;

    private TableSketch(List<String> header, List<List<String>> body) {
        this.header = header;
        this.body = body;
    }

    /** The sketch, where the first rows have equally many cells (the names may be one fewer), or one number each. */
    static Optional<TableSketch> of(String text) {
        List<String> lines = new ArrayList<>(
                text.lines().filter(line -> !line.isBlank()).limit(ROWS + 1L).toList());
        if (lines.size() > 2 && !text.endsWith("\n")) {
            lines.remove(lines.size() - 1); // the beginning may end amid it
        }
        if (lines.size() == 1 && text.length() > MANY_COLUMNS * 2) {
            return wide(lines.get(0));
        }
        for (String separator : List.of(",", ";", "\t", " ")) {
            List<List<String>> rows =
                    lines.stream().map(line -> cells(line, separator)).toList();
            if (isTable(rows)) {
                return Optional.of(new TableSketch(rows.get(0), rows.subList(1, rows.size())));
            }
        }
        boolean numbers = lines.stream().allMatch(line -> isNumber(line.strip()));
        return numbers ? Optional.of(new TableSketch(List.of(lines.get(0).strip()), List.of())) : Optional.empty();
    }

    /** Only names are seen of a table whose first line is longer than the beginning. */
    private static Optional<TableSketch> wide(String line) {
        for (String separator : List.of(",", ";", "\t")) {
            List<String> cells = cells(line, separator);
            if (cells.size() > MANY_COLUMNS) {
                return Optional.of(new TableSketch(cells, List.of()));
            }
        }
        return Optional.empty();
    }

    private static boolean isTable(List<List<String>> rows) {
        if (rows.size() < 2 || rows.get(1).size() < 2) {
            return false;
        }
        int width = rows.get(1).size();
        int names = rows.get(0).size();
        return (names == width || names == width - 1)
                && rows.subList(1, rows.size()).stream().allMatch(row -> row.size() == width);
    }

    private static List<String> cells(String line, String separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator.charAt(0) && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    private static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches();
    }

    ForeignKind kind() {
        boolean headless = header.stream().allMatch(TableSketch::isNumber);
        if (headless && body.stream().allMatch(row -> row.stream().allMatch(TableSketch::isNumber))) {
            return new ForeignKind("number-matrix", "a table of numbers that names nothing");
        }
        Set<String> names = new TreeSet<>();
        header.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        if (isSynthea()) {
            return new ForeignKind(
                    "synthea-csv", "a table of Synthea; the same patients are read from its FHIR bundles");
        }
        if (names.stream().anyMatch(TIMES::contains) && names.stream().anyMatch(EVENTS::contains)) {
            return new ForeignKind("survival-table", "survival times; such tables are for training");
        }
        if (header.size() >= MANY_COLUMNS && body.stream().allMatch(TableSketch::isMeasured)) {
            return new ForeignKind(
                    "omics-matrix", "a matrix of samples and features, as of expression or methylation; for training");
        }
        return new ForeignKind("other-table", "a table whose columns no reader knows");
    }

    private boolean isSynthea() {
        boolean event = header.contains("PATIENT") && (header.contains("ENCOUNTER") || header.contains("PAYER"));
        boolean entity = header.contains("Id") && (header.contains("REVENUE") || header.contains("BIRTHDATE"));
        return event || entity || header.contains("SPECIALITY");
    }

    /** Numbers throughout, but for a name or two at the beginning. */
    private static boolean isMeasured(List<String> row) {
        return row.subList(2, row.size()).stream().allMatch(TableSketch::isNumber);
    }
}
