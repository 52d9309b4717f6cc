package io.anamnesis.protocol.patient;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event-time tumbling window of one metric, over all devices.
 *
 * @param metric the metric
 * @param unit UCUM unit of mean, sd, min, max
 * @param start inclusive
 * @param end exclusive
 * @param count samples, each (device, time) once
 * @param mean arithmetic mean
 * @param sd sample standard deviation (n−1); null with fewer than two samples
 * @param min smallest value
 * @param max largest value
 * @param corrections how often a late or corrected sample changed it after it was closed
 * @param closed whether the patient's event time has passed its end
 * @param glucose time in range and variability, for glucose only
 */
public record WindowView(
        String metric,
        String unit,
        Instant start,
        Instant end,
        long count,
        double mean,
        @Nullable Double sd,
        double min,
        double max,
        int corrections,
        boolean closed,
        @Nullable Glucose glucose) {

    /**
     * Samples in each consensus range (Battelino 2019, Diabetes Care 42:1593), mg/dL.
     *
     * @param below54 &lt; 54
     * @param below70 &lt; 70, those below 54 included
     * @param in70To180 70 to 180, both included
     * @param above180 &gt; 180, those above 250 included
     * @param above250 &gt; 250
     * @param cvPercent coefficient of variation, 100 × sd / mean; null with fewer than two samples
     * @param gmiPercent glucose management indicator, 3.31 + 0.02392 × mean (Bergenstal 2018, Diabetes Care 41:2275)
     */
    public record Glucose(
            long below54,
            long below70,
            long in70To180,
            long above180,
            long above250,
            @Nullable Double cvPercent,
            double gmiPercent) {}
}
