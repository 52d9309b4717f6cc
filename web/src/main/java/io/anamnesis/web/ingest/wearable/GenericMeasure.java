package io.anamnesis.web.ingest.wearable;

import io.anamnesis.protocol.message.WearableSamples;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column that names a metric, and perhaps its unit: {@code glucose (mg/dL)}, {@code glucose_mmol_l}, {@code hr}.
 *
 * @param unit UCUM; null where the name does not say it and the metric can have several
 */
record GenericMeasure(
        String column, String metric, @Nullable String unit) {
    private static final Pattern UNIT_IN_BRACKETS = Pattern.compile("(?<name>[^(\\[]+)[(\\[](?<unit>[^)\\]]*)[)\\]]");
    private static final Pattern NOT_KEBAB = Pattern.compile("[^a-z0-9]+");
    private static final int MAX_UNIT_CHARS = 32;

    private static final Map<String, Kind> KINDS = kinds();
    private static final Map<String, String> UNITS = units();

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new HashMap<>();
        put(kinds, new Kind("glucose", null), "glucose", "gl", "sgv", "cgm", "sensorglucose", "sensor glucose");
        put(kinds, new Kind("blood-glucose", null), "blood glucose", "bg", "smbg", "fingerstick");
        put(kinds, new Kind("heart-rate", "/min"), "heart rate", "hr", "heartrate", "bpm", "pulse");
        put(kinds, new Kind("respiratory-rate", "/min"), "respiratory rate", "respiration rate");
        put(kinds, new Kind("steps", "{steps}"), "steps", "step count", "stepcount");
        put(kinds, new Kind("oxygen-saturation", "%"), "spo2", "oxygen saturation");
        put(kinds, new Kind("weight", null), "weight", "body weight");
        put(kinds, new Kind("body-temperature", null), "body temperature", "skin temperature");
        put(kinds, new Kind("sleep-minutes", "min"), "sleep minutes", "minutes asleep");
        return Map.copyOf(kinds);
    }

    private static void put(Map<String, Kind> kinds, Kind kind, String... names) {
        List.of(names).forEach(name -> kinds.put(name, kind));
    }

    private static Map<String, String> units() {
        Map<String, String> units = new HashMap<>();
        units.put("mg/dl", "mg/dL");
        units.put("mmol/l", "mmol/L");
        units.put("bpm", "/min");
        units.put("beats/min", "/min");
        units.put("/min", "/min");
        units.put("kg", "kg");
        units.put("lb", "[lb_av]");
        units.put("lbs", "[lb_av]");
        units.put("%", "%");
        units.put("c", "Cel");
        units.put("cel", "Cel");
        units.put("f", "[degF]");
        units.put("steps", "{steps}");
        units.put("kcal", "kcal");
        units.put("min", "min");
        return Map.copyOf(units);
    }

    /** Null where the column names no metric that we know. */
    static @Nullable GenericMeasure ofColumn(String column) {
        String name = column;
        String unit = null;
        Matcher brackets = UNIT_IN_BRACKETS.matcher(column);
        if (brackets.matches()) {
            name = brackets.group("name");
            unit = UNITS.get(brackets.group("unit").strip());
        }
        name = name.replace('_', ' ').strip();
        for (Map.Entry<String, String> suffix : Map.of(
                        " mg dl", "mg/dL", " mg/dl", "mg/dL", " mmol l", "mmol/L", " mmol/l", "mmol/L", " kg", "kg")
                .entrySet()) {
            if (name.endsWith(suffix.getKey())) {
                name = name.substring(0, name.length() - suffix.getKey().length())
                        .strip();
                unit = suffix.getValue();
            }
        }
        Kind kind = KINDS.get(name);
        return kind == null ? null : new GenericMeasure(column, kind.metric, unit == null ? kind.onlyUnit : unit);
    }

    /** The UCUM spelling of a unit that stands in a cell; null where the cell is blank or the unit unknown. */
    @Nullable
    String known(String stated) {
        return UNITS.get(stated.strip().toLowerCase(Locale.ROOT));
    }

    /** The unit of a metric named in a cell, as stated or as the metric implies; null where there is none. */
    static @Nullable String unit(String metric, String stated) {
        if (stated.isEmpty()) {
            Kind kind = KINDS.get(metric.replace('-', ' '));
            return kind == null ? null : kind.onlyUnit;
        }
        String known = UNITS.get(stated.toLowerCase(Locale.ROOT));
        return known != null ? known : stated.length() <= MAX_UNIT_CHARS ? stated : null;
    }

    /** The metric's name as we write it, by its known synonym if it has one; empty where it can't be one. */
    static String kebab(String stated) {
        String spaced = NOT_KEBAB
                .matcher(stated.toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
        Kind kind = KINDS.get(spaced);
        String name = kind == null ? spaced.replace(' ', '-') : kind.metric;
        return WearableSamples.isMetricName(name) ? name : "";
    }

    private record Kind(String metric, @Nullable String onlyUnit) {}
}
