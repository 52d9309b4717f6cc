package io.anamnesis.sharding.evaluation;

import java.util.Arrays;

/**
 * From the logarithm of a hazard to the probability that the event comes within a time: 1 − exp(−H₀·exp(log-hazard)), with the cumulated
 * hazard H₀ of the average patient by Breslow (1972, in the discussion of Cox, J R Stat Soc B 34).
 *
 * @param days how far one looks ahead
 * @param cumulativeHazard until then
 */
public record EventHorizon(double days, double cumulativeHazard) {
    /** Checks. */
    public EventHorizon {
        if (!(days > 0) || !(cumulativeHazard >= 0)) {
            throw new IllegalArgumentException(
                    "a horizon is days ahead and has a hazard from 0 on, got " + days + " and " + cumulativeHazard);
        }
    }

    /**
     * Of patients.
     *
     * @param logHazards as the model tells them
     * @param times in days
     */
    public static EventHorizon of(double days, double[] logHazards, double[] times, boolean[] events) {
        Integer[] order = new Integer[times.length];
        Arrays.setAll(order, row -> row);
        Arrays.sort(order, (a, b) -> Double.compare(times[b], times[a]));
        double atRisk = 0;
        double hazard = 0;
        for (int from = 0, end; from < order.length; from = end) {
            int came = 0;
            end = from;
            while (end < order.length && times[order[end]] == times[order[from]]) {
                atRisk += StrictMath.exp(logHazards[order[end]]);
                came += events[order[end]] ? 1 : 0;
                end++;
            }
            hazard += times[order[from]] <= days ? came / atRisk : 0;
        }
        return new EventHorizon(days, hazard);
    }

    /** Of a patient. */
    public double probability(double logHazard) {
        return -Math.expm1(-cumulativeHazard * Math.exp(logHazard));
    }
}
