package io.anamnesis.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.node.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The answer to a cohort query, as a person reads it. */
final class CohortText {
    private CohortText() {}

    /** How many, and what is missing. */
    static List<String> counts(JsonNode answer) {
        JsonNode counts = answer.path("counts");
        List<String> lines = new ArrayList<>();
        lines.add(number(counts.path("matched")) + " fit, " + number(counts.path("unmatched")) + " do not, "
                + number(counts.path("unknown")) + " can't be told");
        for (Map.Entry<String, JsonNode> each : counts.path("decidableWith").properties()) {
            lines.add(number(each.getValue()) + " of them lack " + each.getKey());
        }
        JsonNode coverage = answer.path("coverage");
        if (coverage.path("slices").asInt() < coverage.path("of").asInt()) {
            lines.add("Not all was seen: " + coverage.path("slices").asInt() + " of "
                    + coverage.path("of").asInt() + " slices answered in time.");
        }
        return lines;
    }

    private static String number(JsonNode count) {
        return String.format(Locale.ROOT, "%,d", count.asLong());
    }

    /** One line a patient; a question mark behind those of whom nobody can tell. */
    static List<String> table(JsonNode rows, List<String> columns) {
        List<String> heads = new ArrayList<>(List.of("PATIENT", "SEQ"));
        columns.forEach(column -> heads.add(column.toUpperCase(Locale.ROOT)));
        Table table = new Table(heads.toArray(String[]::new));
        for (JsonNode row : rows) {
            List<String> cells = new ArrayList<>();
            cells.add(row.path("patient").asText() + (row.path("unknown").asBoolean() ? " ?" : ""));
            cells.add(row.path("seq").asText());
            columns.forEach(column -> cells.add(cell(row.path("numbers").path(column))));
            table.row(cells.toArray(String[]::new));
        }
        return table.lines();
    }

    /** Up to four digits behind the point, without zeros at the end. */
    private static String cell(JsonNode number) {
        if (!number.isNumber()) {
            return "-";
        }
        String text = String.format(Locale.ROOT, "%.4f", number.doubleValue());
        return text.replaceAll("\\.?0+$", "");
    }
}
