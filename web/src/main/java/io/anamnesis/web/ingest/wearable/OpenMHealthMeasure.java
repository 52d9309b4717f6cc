package io.anamnesis.web.ingest.wearable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A measure of the Open mHealth schemas: its field, our name for it, its units by the schema's spelling with UCUM beside,
 * and whether it belongs to an interval.
 */
record OpenMHealthMeasure(String field, String metric, Map<String, String> units, boolean interval) {
    /** Stands for a plain number instead of value and unit. */
    static final String BARE = "";

    private static final Map<String, String> GLUCOSE = Map.of("mg/dL", "mg/dL", "mmol/L", "mmol/L");
    private static final Map<String, String> PRESSURE = Map.of("mmHg", "mm[Hg]");
    private static final Map<String, String> PERCENT = Map.of("%", "%");
    private static final Map<String, String> ACCELERATION = Map.of("m/s^2", "m/s2");
    private static final Map<String, String> SPAN = Map.of("h", "h", "min", "min");
    private static final Map<String, String> MASS = Map.of("kg", "kg", "g", "g", "lb", "[lb_av]", "oz", "[oz_av]");
    private static final Map<String, String> LENGTH =
            Map.of("mi", "[mi_i]", "km", "km", "m", "m", "ft", "[ft_i]", "yd", "[yd_i]", "in", "[in_i]", "cm", "cm");

    static final List<OpenMHealthMeasure> ALL = List.of(
            point("blood_glucose", "blood-glucose", GLUCOSE),
            point("heart_rate", "heart-rate", Map.of("beats/min", "/min")),
            point("respiratory_rate", "respiratory-rate", Map.of("breaths/min", "/min")),
            point("rr_interval", "rr-interval", Map.of("ms", "ms", "s", "s")),
            point("oxygen_saturation", "oxygen-saturation", PERCENT),
            point("systolic_blood_pressure", "systolic-blood-pressure", PRESSURE),
            point("diastolic_blood_pressure", "diastolic-blood-pressure", PRESSURE),
            point("body_temperature", "body-temperature", Map.of("C", "Cel", "F", "[degF]", "K", "K")),
            point("body_weight", "weight", MASS),
            point("body_height", "height", LENGTH),
            point("body_mass_index", "bmi", Map.of("kg/m2", "kg/m2", "kg/m^2", "kg/m2")),
            point("body_fat_percentage", "body-fat", PERCENT),
            point("acceleration_x", "acceleration-x", ACCELERATION),
            point("acceleration_y", "acceleration-y", ACCELERATION),
            point("acceleration_z", "acceleration-z", ACCELERATION),
            point("distance", "distance", LENGTH),
            point("kcal_burned", "calories", Map.of("kcal", "kcal")),
            point("met_value", "metabolic-equivalent", Map.of(BARE, "{MET}")),
            span("step_count", "steps", Map.of("steps", "{steps}", BARE, "{steps}")),
            span("sleep_duration", "sleep-duration", SPAN),
            span("total_sleep_time", "total-sleep-time", SPAN),
            span("latency_to_sleep_onset", "latency-to-sleep-onset", SPAN),
            span("latency_to_arising", "latency-to-arising", SPAN),
            span("wake_after_sleep_onset", "wake-after-sleep-onset", SPAN),
            span("number_of_awakenings", "awakenings", Map.of(BARE, "{awakenings}")),
            span("sleep_maintenance_efficiency_percentage", "sleep-efficiency", PERCENT));

    /** Fields that say how a measurement was made; a word outside the vocabulary makes the document invalid. */
    static final Map<String, Set<String>> VOCABULARY = Map.of(
            "descriptive_statistic",
            Set.of(
                    "average",
                    "count",
                    "maximum",
                    "median",
                    "minimum",
                    "standard deviation",
                    "sum",
                    "variance",
                    "1st quartile",
                    "3rd quartile",
                    "20th percentile",
                    "80th percentile",
                    "lower quartile",
                    "upper quartile",
                    "quintile",
                    "percentile"),
            "temporal_relationship_to_meal",
            Set.of(
                    "fasting",
                    "not fasting",
                    "before meal",
                    "after meal",
                    "before breakfast",
                    "after breakfast",
                    "before lunch",
                    "after lunch",
                    "before dinner",
                    "after dinner",
                    "2 hours postprandial",
                    "with meal",
                    "with food"),
            "temporal_relationship_to_sleep",
            Set.of("before sleeping", "during sleep", "on waking"),
            "temporal_relationship_to_physical_activity",
            Set.of("at rest", "active", "before exercise", "after exercise", "during exercise"),
            "blood_specimen_type",
            Set.of("whole blood", "plasma", "serum"),
            "specimen_source",
            Set.of(
                    "breath",
                    "capillary blood",
                    "interstitial fluid",
                    "lacrimal fluid",
                    "saliva",
                    "sweat",
                    "tears",
                    "urine",
                    "whole blood",
                    "plasma",
                    "serum"),
            "supplemental_oxygen_flow_rate.unit",
            Set.of("L/min"));

    private static OpenMHealthMeasure point(String field, String metric, Map<String, String> units) {
        return new OpenMHealthMeasure(field, metric, units, false);
    }

    private static OpenMHealthMeasure span(String field, String metric, Map<String, String> units) {
        return new OpenMHealthMeasure(field, metric, units, true);
    }

    /** Every path that a document's body is asked for. */
    static List<String> paths() {
        List<String> paths = new ArrayList<>(VOCABULARY.keySet());
        for (OpenMHealthMeasure measure : ALL) {
            paths.add(measure.field);
            paths.add(measure.field + ".value");
            paths.add(measure.field + ".unit");
        }
        return paths;
    }
}
