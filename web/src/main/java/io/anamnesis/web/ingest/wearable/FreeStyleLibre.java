package io.anamnesis.web.ingest.wearable;

import org.jspecify.annotations.Nullable;

/**
 * FreeStyle Libre, Libre 2 and 3 as LibreView and the older reader software write them. The column says what was measured,
 * not the record type: exports disagree about its numbers. American and European exports differ in the order of day and
 * month and don't say which they are, so the file must prove it. Stored readings and scans are kept apart, for a patient
 * who scans when feeling low would otherwise look low more often.
 */
final class FreeStyleLibre implements TableLayout {
    private static final WearableFormat FORMAT = new WearableFormat(
            "freestyle-libre",
            "a header with Record Type, a Timestamp and Historic Glucose (mg/dL or mmol/L), after one or two lines of preamble",
            "glucose (historic), glucose-scan, blood-glucose (strip), blood-ketone mmol/L; notes, food and insulin are"
                    + " no-measurement");

    @Override
    public WearableFormat format() {
        return FORMAT;
    }

    @Override
    public boolean isHeader(Header header) {
        return GlucoseColumn.unit(header, "historic glucose") != null
                && header.has("record type")
                && timestamp(header) != null;
    }

    private static @Nullable String timestamp(Header header) {
        if (header.has("device timestamp")) {
            return "device timestamp";
        }
        return header.has("meter timestamp") ? "meter timestamp" : null;
    }

    @Override
    public TableRows begin(Header header) {
        String timestamp = timestamp(header);
        if (timestamp == null) {
            throw new IllegalStateException("begun without a header of Libre");
        }
        return (cells, row) -> {
            row.device(cells.get("device"));
            row.time(cells.get(timestamp));
            GlucoseColumn.measure(cells, row, "historic glucose", "glucose");
            GlucoseColumn.measure(cells, row, "scan glucose", "glucose-scan");
            GlucoseColumn.measure(cells, row, "strip glucose", "blood-glucose");
            String ketone = cells.header().startingWith("ketone");
            if (ketone != null && ketone.contains("mmol/l")) {
                row.measure(ketone, "blood-ketone", "mmol/L", cells.get(ketone));
            }
        };
    }
}
