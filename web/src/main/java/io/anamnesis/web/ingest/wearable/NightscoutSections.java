package io.anamnesis.web.ingest.wearable;

import java.util.List;

/** The tables of entries and treatments that Nightscout exporters write into one file, each under a line with {@code #}. */
final class NightscoutSections implements TableLayout {
    private static final WearableFormat FORMAT = new WearableFormat(
            "nightscout-sections",
            "a header Date, Time, Glucose (mg/dL or mmol/L), Type, Device, Trend, ID",
            "glucose of type sgv, blood-glucose of type mbg; treatments are no-measurement");

    @Override
    public WearableFormat format() {
        return FORMAT;
    }

    @Override
    public boolean isHeader(Header header) {
        return isEntries(header) || header.has("date", "time", "event type", "insulin (u)", "carbs (g)", "id");
    }

    private static boolean isEntries(Header header) {
        return header.has("date", "time", "type", "trend", "id") && GlucoseColumn.unit(header, "glucose (") != null;
    }

    @Override
    public boolean isMark(List<String> cells) {
        return cells.get(0).startsWith("#");
    }

    @Override
    public TableRows begin(Header header) {
        return isEntries(header) ? NightscoutSections::entry : (cells, row) -> row.refuse(Fault.NO_MEASUREMENT);
    }

    private static void entry(Cells cells, Row row) {
        row.device(cells.get("device"));
        row.time(cells.get("date") + " " + cells.get("time"));
        switch (cells.get("type")) {
            case "sgv" -> GlucoseColumn.measure(cells, row, "glucose (", "glucose");
            case "mbg" -> GlucoseColumn.measure(cells, row, "glucose (", "blood-glucose");
            default -> row.refuse(Fault.NO_MEASUREMENT);
        }
    }
}
