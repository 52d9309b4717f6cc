package io.anamnesis.web.ingest.wearable;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * Nightscout's JSON arrays of entries and of treatments. {@code date} is documented as epoch milliseconds and {@code sgv}
 * and {@code mbg} as mg/dL. Of treatments only a blood glucose check is a measurement.
 */
final class NightscoutJson implements FormatReader {
    /**
     * Dexcom's receivers report states as 1 to 12: not calibrated, no antenna, and the like. Nightscout's own pages hide
     * everything below 39, but uploaders that talk to the transmitter send true readings from there.
     */
    static final double LEAST_READING = 13;

    private static final long MILLIS_BEFORE_ANY_SENSOR = 100_000_000_000L;
    private static final long MAX_DISAGREEMENT_MILLIS = 1_000;
    private static final WearableFormat FORMAT = new WearableFormat(
            "nightscout-json",
            "a JSON object or array whose first object has date or dateString and sgv, mbg or type, or created_at and eventType",
            "glucose mg/dL (sgv), blood-glucose mg/dL (mbg) or as stated (treatments); any other treatment is"
                    + " no-measurement");
    private static final Set<String> FIELDS =
            Set.of("date", "dateString", "type", "sgv", "mbg", "device", "eventType", "created_at", "glucose", "units");

    @Override
    public WearableFormat format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(Opening opening) {
        return opening.firstJsonObject()
                .map(first -> isTreatment(first)
                        || (hasAny(first, "date", "dateString") && hasAny(first, "sgv", "mbg", "type")))
                .orElse(false);
    }

    private static boolean isTreatment(JsonDocument document) {
        return document.has("eventType") && document.has("created_at");
    }

    private static boolean hasAny(JsonDocument document, String... paths) {
        for (String path : paths) {
            if (document.has(path)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void read(Opening opening, InputStream in, Pass pass) throws IOException {
        Row row = pass.row(',');
        try (JsonDocuments documents = new JsonDocuments(in, pass.options().maxLineChars(), FIELDS::contains)) {
            for (JsonDocument next = documents.next(); next != null; next = documents.next()) {
                row.begin(next.line(), next.element());
                read(next, row);
                row.end();
            }
        }
    }

    private static void read(JsonDocument document, Row row) {
        Fault fault = document.fault();
        if (fault != null) {
            row.refuse(fault);
        } else if (document.has("eventType")) {
            treatment(document, row);
        } else {
            entry(document, row);
        }
    }

    private static void entry(JsonDocument document, Row row) {
        row.device(document.text("device"));
        row.time(time(document, row));
        switch (document.text("type")) {
            case "sgv", "" -> measure(document, row, "sgv", "glucose");
            case "mbg" -> measure(document, row, "mbg", "blood-glucose");
            default -> row.refuse(Fault.NO_MEASUREMENT);
        }
    }

    private static void measure(JsonDocument document, Row row, String field, String metric) {
        String number = document.number(field);
        if (number == null) {
            row.refuse(document.has(field) ? Fault.MALFORMED_VALUE : Fault.MISSING_VALUE);
            return;
        }
        Numeral numeral = Numeral.read(number, ',');
        if (numeral.fault() == null && numeral.value() < LEAST_READING) {
            row.refuse(Fault.SENSOR_CODE);
        }
        row.measure(field, metric, "mg/dL", number);
    }

    private static Clock.Reading time(JsonDocument document, Row row) {
        String date = document.number("date");
        String text = document.text("dateString");
        if (date == null) {
            return document.has("date")
                    ? Clock.Reading.fault(Fault.MALFORMED_TIME)
                    : row.clock().read(text);
        }
        long millis;
        try {
            millis = Long.parseLong(date);
        } catch (NumberFormatException e) {
            return Clock.Reading.fault(Fault.MALFORMED_TIME);
        }
        Instant stated = text.isEmpty() ? null : row.clock().read(text).instant();
        if (stated != null && Math.abs((double) stated.toEpochMilli() - millis) > MAX_DISAGREEMENT_MILLIS) {
            return Clock.Reading.fault(Fault.TIME_MISMATCH);
        }
        // an uploader that sends seconds would otherwise put its readings into 1970
        return stated == null && Math.abs((double) millis) < MILLIS_BEFORE_ANY_SENSOR
                ? Clock.Reading.fault(Fault.AMBIGUOUS_EPOCH)
                : Clock.plausible(Instant.ofEpochMilli(millis));
    }

    private static void treatment(JsonDocument document, Row row) {
        String number = document.number("glucose");
        if (!document.text("eventType").equals("BG Check") || number == null) {
            row.refuse(Fault.NO_MEASUREMENT);
            return;
        }
        row.time(document.text("created_at"));
        switch (document.text("units").toLowerCase(Locale.ROOT)) {
            case "mg/dl" -> row.measure("glucose", "blood-glucose", "mg/dL", number);
            case "mmol", "mmol/l" -> row.measure("glucose", "blood-glucose", "mmol/L", number);
            default -> row.refuse(Fault.UNIT_REQUIRED);
        }
    }
}
