package io.anamnesis.web.ingest.wearable;

import java.util.List;

/**
 * Medtronic CareLink: sections for pump and sensor, each with its header, newest row first. European exports part cells by
 * semicolons and write decimal commas. Events are often written twice; repeated readings are accepted, for their samples
 * have one place.
 */
final class MedtronicCareLink implements TableLayout {
    private static final WearableFormat FORMAT = new WearableFormat(
            "medtronic-carelink",
            "a header with Index, Date, Time, BG Reading, Sensor Glucose, ISIG Value, after a preamble",
            "glucose (sensor), blood-glucose (meter; a calibration where there is no meter reading); alarms, markers and"
                    + " insulin are no-measurement");

    @Override
    public WearableFormat format() {
        return FORMAT;
    }

    @Override
    public boolean isHeader(Header header) {
        return header.has("index", "date", "time", "isig value")
                && !header.has("timestamp")
                && GlucoseColumn.unit(header, "sensor glucose (") != null
                && GlucoseColumn.unit(header, "bg reading (") != null;
    }

    @Override
    public boolean isMark(List<String> cells) {
        return cells.get(0).startsWith("-------");
    }

    @Override
    public TableRows begin(Header header) {
        return (cells, row) -> {
            row.time(cells.get("date") + " " + cells.get("time"));
            GlucoseColumn.measure(cells, row, "sensor glucose (", "glucose");
            if (!GlucoseColumn.measure(cells, row, "bg reading (", "blood-glucose")) {
                GlucoseColumn.measure(cells, row, "sensor calibration bg (", "blood-glucose");
            }
        };
    }
}
