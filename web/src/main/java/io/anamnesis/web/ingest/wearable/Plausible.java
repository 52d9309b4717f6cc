package io.anamnesis.web.ingest.wearable;

import java.util.Map;

/**
 * What a metric can be at all in its unit. Wide on purpose: it catches a wrong column or unit, it does not judge a patient.
 */
final class Plausible {
    private static final Range GLUCOSE_MG = new Range(1, 2_000);
    private static final Range GLUCOSE_MMOL = new Range(0.05, 111);
    private static final Range SHARE = new Range(0, 100);
    private static final Range ANY = new Range(-1e12, 1e12);
    private static final Range COUNT = new Range(0, 1e9);

    private static final Map<String, Range> BY_METRIC_AND_UNIT = Map.ofEntries(
            Map.entry("glucose mg/dL", GLUCOSE_MG),
            Map.entry("glucose mmol/L", GLUCOSE_MMOL),
            Map.entry("glucose-scan mg/dL", GLUCOSE_MG),
            Map.entry("glucose-scan mmol/L", GLUCOSE_MMOL),
            Map.entry("blood-glucose mg/dL", GLUCOSE_MG),
            Map.entry("blood-glucose mmol/L", GLUCOSE_MMOL),
            Map.entry("blood-ketone mmol/L", new Range(0, 50)),
            Map.entry("heart-rate /min", new Range(1, 500)),
            Map.entry("respiratory-rate /min", new Range(0, 300)),
            Map.entry("oxygen-saturation %", SHARE),
            Map.entry("body-fat %", SHARE),
            Map.entry("sleep-efficiency %", SHARE),
            Map.entry("body-temperature Cel", new Range(5, 50)),
            Map.entry("body-temperature [degF]", new Range(41, 122)),
            Map.entry("weight kg", new Range(0.1, 700)),
            Map.entry("weight [lb_av]", new Range(0.2, 1_550)),
            Map.entry("bmi kg/m2", new Range(1, 300)),
            Map.entry("systolic-blood-pressure mm[Hg]", new Range(1, 400)),
            Map.entry("diastolic-blood-pressure mm[Hg]", new Range(0, 300)),
            Map.entry("steps {steps}", new Range(0, 1_000_000)),
            Map.entry("calories kcal", new Range(0, 100_000)),
            Map.entry("rr-interval ms", new Range(1, 60_000)));

    private Plausible() {}

    static boolean value(String metric, String unit, double value) {
        Range range = BY_METRIC_AND_UNIT.get(metric + " " + unit);
        if (range == null) {
            range = unit.equals("min") || unit.startsWith("{") ? COUNT : ANY;
        }
        return value >= range.low && value <= range.high;
    }

    private record Range(double low, double high) {}
}
