package io.anamnesis.web.ingest.wearable;

/**
 * Dexcom Clarity exports of every generation (G4 to G7, tab or comma, with or without transmitter columns). The first rows
 * describe patient, device and alert limits: they hold numbers in the glucose column that nobody measured. A number with
 * the subtype {@code Low} is a number; the text {@code Low} is not.
 */
final class DexcomClarity implements TableLayout {
    private static final WearableFormat FORMAT = new WearableFormat(
            "dexcom-clarity",
            "a header with Event Type, Event Subtype and Glucose Value (mg/dL or mmol/L)",
            "glucose of EGV rows, blood-glucose of Calibration rows; every other event is no-measurement");

    private static final String PREFIX = "glucose value";

    @Override
    public WearableFormat format() {
        return FORMAT;
    }

    @Override
    public boolean isHeader(Header header) {
        return header.has("event type", "event subtype")
                && header.startingWith("timestamp") != null
                && GlucoseColumn.unit(header, PREFIX) != null;
    }

    @Override
    public TableRows begin(Header header) {
        String timestamp = header.startingWith("timestamp");
        if (timestamp == null) {
            throw new IllegalStateException("begun without a header of Clarity");
        }
        return new Events(timestamp);
    }

    private static final class Events implements TableRows {
        private final String timestamp;
        private String subject = "";

        Events(String timestamp) {
            this.timestamp = timestamp;
        }

        @Override
        public void read(Cells cells, Row row) {
            String event = cells.get("event type");
            if (event.equals("PatientIdentifier")) {
                subject = cells.get("patient info");
            }
            row.subject(subject);
            row.device(cells.get("source device id"));
            row.time(cells.get(timestamp));
            if (event.equals("EGV")) {
                reading(cells, row, "glucose");
            } else if (event.equals("Calibration")) {
                reading(cells, row, "blood-glucose");
            } else {
                row.refuse(Fault.NO_MEASUREMENT);
            }
        }

        private static void reading(Cells cells, Row row, String metric) {
            if (!GlucoseColumn.measure(cells, row, PREFIX, metric)) {
                row.refuse(Fault.MISSING_VALUE);
            }
        }
    }
}
