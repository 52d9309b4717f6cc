package io.anamnesis.web.ingest.wearable;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One measured value as the export gave it; nothing is converted.
 *
 * @param line where the row begins, from 1; in a spreadsheet the row number, within a zip the line of the entry
 * @param subject whom the export names by an id, never by a name; else the patient of the options; else null
 * @param metric kebab-case, such as {@code glucose}, {@code heart-rate}, {@code steps}
 * @param unit UCUM, such as {@code mg/dL}, {@code mmol/L}, {@code /min}
 * @param device what measured or showed the value, where the export says so
 * @param observedAt when it was measured; for a value over an interval, when the interval began
 * @param value a finite number in {@code unit}
 */
public record WearableSample(
        long line,
        @Nullable String subject,
        String metric,
        String unit,
        @Nullable String device,
        Instant observedAt,
        double value) {

    /** Says where, never what: a log that prints a sample must not hold a clinical value. */
    @Override
    public String toString() {
        return "WearableSample[line " + line + ", " + metric + "]";
    }
}
