package io.anamnesis.sharding.model;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The UCUM unit of a number by its name: what a name says of it, and 1 where it says nothing. */
final class FeatureUnits {
    private static final Pattern METRIC = Pattern.compile("([a-z-]+)\\.(mean|sd|min|max|median|sum|latest)\\[.+]");

    private static final Map<String, String> BY_METRIC = Map.of(
            "glucose", "mg/dL",
            "blood-glucose", "mg/dL",
            "glucose-scan", "mg/dL",
            "heart-rate", "/min",
            "respiratory-rate", "/min",
            "oxygen-saturation", "%",
            "steps", "{steps}",
            "body-temperature", "Cel",
            "weight", "kg");

    private FeatureUnits() {}

    static String of(String name) {
        Matcher metric = METRIC.matcher(name);
        if (metric.matches()) {
            return BY_METRIC.getOrDefault(metric.group(1), "1");
        }
        if (name.contains("percent")) {
            return "%";
        }
        if (name.endsWith("-years")) {
            return "a";
        }
        return name.endsWith("-mm") ? "mm" : name.endsWith("-mm3") ? "mm3" : "1";
    }
}
