package io.anamnesis.web.ingest.wearable;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables of glucose research: the formats of open tools and of published data sets. */
final class ResearchTables {
    private ResearchTables() {}

    static List<TableLayout> all() {
        return List.of(cgmAnalyzer(), iglu(), new CgmAnalysisCleaned(), cgmacros(), new D1namo(), unified());
    }

    private static TableLayout cgmAnalyzer() {
        WearableFormat format = new WearableFormat(
                "cgmanalyzer",
                "the header timeStamp, glucoseValue and nothing else",
                "glucose mmol/L; 0 is missing-value");
        return ColumnLayout.only(format, "timestamp", "glucosevalue")
                .time("timestamp")
                .measure("glucosevalue", "glucose", "mmol/L")
                .refuse(ResearchTables::zeroIsMissing);
    }

    /** The tool writes 0 for warm-up and gaps; taken as a value it would be the deepest hypoglycaemia. */
    private static @Nullable Fault zeroIsMissing(Cells cells) {
        Numeral number = Numeral.read(cells.get("glucosevalue"), ',');
        return number.fault() == null && number.value() == 0 ? Fault.MISSING_VALUE : null;
    }

    private static TableLayout iglu() {
        WearableFormat format = new WearableFormat("iglu", "a header with id, time, gl", "glucose mg/dL");
        return ColumnLayout.with(format, "id", "time", "gl")
                .subject("id")
                .time("time")
                .measure("gl", "glucose", "mg/dL");
    }

    private static TableLayout cgmacros() {
        WearableFormat format = new WearableFormat(
                "cgmacros",
                "a header with Timestamp, Libre GL, Dexcom GL, HR, Calories (Activity)",
                "glucose mg/dL of each sensor, heart-rate /min, calories kcal, steps {steps}; METs have no stated scale and"
                        + " are left");
        return ColumnLayout.with(format, "timestamp", "libre gl", "dexcom gl", "hr", "calories (activity)")
                .time("timestamp")
                .measure("libre gl", "glucose", "mg/dL", "Libre")
                .measure("dexcom gl", "glucose", "mg/dL", "Dexcom")
                .measure("hr", "heart-rate", "/min")
                .measure("calories (activity)", "calories", "kcal")
                .measure("steps", "steps", "{steps}");
    }

    private static TableLayout unified() {
        WearableFormat format = new WearableFormat(
                "cgm-format-unified",
                "a header with sequence_id, original_datetime, original_glucose, quality, event_type",
                "glucose mg/dL as measured, not as interpolated; a quality other than 0 is flagged-by-source");
        return ColumnLayout.with(
                        format, "sequence_id", "original_datetime", "original_glucose", "quality", "event_type")
                .time("original_datetime")
                .measure("original_glucose", "glucose", "mg/dL")
                .refuse(ResearchTables::readingsOfQuality);
    }

    private static @Nullable Fault readingsOfQuality(Cells cells) {
        if (!cells.get("event_type").equals("EGV_READ")) {
            return Fault.NO_MEASUREMENT;
        }
        String quality = cells.get("quality");
        return quality.isEmpty() || quality.equals("0") ? null : Fault.FLAGGED_BY_SOURCE;
    }

    /** What cgmanalysis' cleaner writes: the subject stands in the first row only and holds for the file. */
    private static final class CgmAnalysisCleaned implements TableLayout {
        private static final WearableFormat FORMAT = new WearableFormat(
                "cgmanalysis-cleaned",
                "the header subjectid, timestamp, sensorglucose and nothing else",
                "glucose mg/dL; the subject of the first row is that of all");

        @Override
        public WearableFormat format() {
            return FORMAT;
        }

        @Override
        public boolean isHeader(Header header) {
            return header.has("subjectid", "timestamp", "sensorglucose") && header.size() == 3;
        }

        @Override
        public TableRows begin(Header header) {
            return new TableRows() {
                private String subject = "";

                @Override
                public void read(Cells cells, Row row) {
                    if (subject.isEmpty()) {
                        subject = cells.get("subjectid");
                    }
                    row.subject(subject);
                    row.time(cells.get("timestamp"));
                    row.measure("sensorglucose", "glucose", "mg/dL", cells.get("sensorglucose"));
                }
            };
        }
    }

    /** D1NAMO: a sensor's readings are marked {@code cgm}; every other one comes from a meter. */
    private static final class D1namo implements TableLayout {
        private static final WearableFormat FORMAT = new WearableFormat(
                "d1namo",
                "the header date, time, glucose, type, comments and nothing else",
                "glucose mmol/L of the sensor (type cgm), blood-glucose mmol/L of the meter (any other type)");

        @Override
        public WearableFormat format() {
            return FORMAT;
        }

        @Override
        public boolean isHeader(Header header) {
            return header.has("date", "time", "glucose", "type", "comments") && header.size() == 5;
        }

        @Override
        public TableRows begin(Header header) {
            return (cells, row) -> {
                String value = cells.get("glucose");
                String metric = cells.get("type").equals("cgm") ? "glucose" : "blood-glucose";
                row.time(cells.get("date") + " " + cells.get("time"));
                row.measure("glucose", metric, "mmol/L", value);
                if (value.isEmpty()) {
                    row.refuse(Fault.MISSING_VALUE);
                }
            };
        }
    }
}
