package io.anamnesis.web.ingest.wearable;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Nightscout's own CSV of entries: no header; per row the time as text and as epoch milliseconds, the reading in mg/dL, the
 * trend, the device. The two times must agree.
 */
final class NightscoutCsv implements FormatReader {
    private static final WearableFormat FORMAT = new WearableFormat(
            "nightscout-csv",
            "no header; the first row holds the same moment as ISO 8601 with an offset and as epoch milliseconds, then a number",
            "glucose mg/dL; a number below 13 is a sensor-code");

    @Override
    public WearableFormat format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(Opening opening) {
        List<Header> rows = opening.headers(',');
        if (rows.isEmpty() || rows.get(0).size() < 3) {
            return false;
        }
        List<String> first = rows.get(0).names();
        return sameMoment(first.get(0), first.get(1)) != null;
    }

    @Override
    public void read(Opening opening, InputStream in, Pass pass) throws IOException {
        int maxChars = pass.options().maxLineChars();
        CsvRecords records = new CsvRecords(new TextLines(in, maxChars), ',', maxChars);
        Row row = pass.row(',');
        for (CsvRecords.CsvRecord next = records.next(); next != null; next = records.next()) {
            row.begin(next.line(), null);
            if (next.fault() != null) {
                row.refuse(next.fault());
            } else {
                read(next.cells(), row);
            }
            row.end();
        }
    }

    private static void read(List<String> cells, Row row) {
        if (cells.size() < 3 || cells.get(2).isBlank()) {
            row.refuse(Fault.MISSING_VALUE);
            return;
        }
        Instant at = sameMoment(cells.get(0), cells.get(1));
        if (at == null) {
            row.refuse(Fault.TIME_MISMATCH);
            return;
        }
        row.time(Clock.plausible(at));
        row.device(cells.size() > 4 ? cells.get(4).strip() : "");
        row.measure("glucose", "glucose", "mg/dL", cells.get(2).strip());
        Numeral number = Numeral.read(cells.get(2), ',');
        if (number.fault() == null && number.value() < NightscoutJson.LEAST_READING) {
            row.refuse(Fault.SENSOR_CODE);
        }
    }

    private static @Nullable Instant sameMoment(String iso, String millis) {
        try {
            Instant at = Instant.parse(iso.strip().toUpperCase(Locale.ROOT));
            return at.toEpochMilli() == Long.parseLong(millis.strip()) ? at : null;
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            return null;
        }
    }
}
