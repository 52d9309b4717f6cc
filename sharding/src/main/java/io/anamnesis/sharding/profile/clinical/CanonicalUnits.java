package io.anamnesis.sharding.profile.clinical;

import java.util.Comparator;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One unit for each common laboratory value and vital sign, so that numbers of several sources can be compared. Molar
 * factors come from the molar masses (glucose 180.156 g/mol, creatinine 113.12, cholesterol 386.65, triglycerides as triolein
 * 885.4); HbA1c by the NGSP/IFCC master equation, NGSP = 0.09148 IFCC + 2.152.
 */
final class CanonicalUnits {
    /** value = number × factor + offset. */
    private record Line(double factor, double offset) {}

    private static final Line SAME = new Line(1, 0);
    private static final Map<String, Line> MASS =
            Map.of("kg", SAME, "g", new Line(0.001, 0), "[lb_av]", new Line(0.45359237, 0));
    private static final Map<String, Line> LENGTH =
            Map.of("cm", SAME, "m", new Line(100, 0), "mm", new Line(0.1, 0), "[in_i]", new Line(2.54, 0));
    private static final Map<String, Line> TEMPERATURE =
            Map.of("Cel", SAME, "[degF]", new Line(5.0 / 9, -160.0 / 9), "K", new Line(1, -273.15));
    private static final Map<String, Line> PRESSURE = Map.of("mm[Hg]", SAME, "kPa", new Line(7.50061683, 0));
    private static final Map<String, Line> PER_MINUTE =
            Map.of("/min", SAME, "{beats}/min", SAME, "{breaths}/min", SAME);
    private static final Map<String, Line> CHOLESTEROL = perDecilitre(386.65);

    private static final Map<String, Map<String, Line>> BY_LOINC = Map.ofEntries(
            Map.entry("29463-7", MASS),
            Map.entry("8302-2", LENGTH),
            Map.entry("8310-5", TEMPERATURE),
            Map.entry("8480-6", PRESSURE),
            Map.entry("8462-4", PRESSURE),
            Map.entry("8867-4", PER_MINUTE),
            Map.entry("9279-1", PER_MINUTE),
            Map.entry("2339-0", perDecilitre(180.156)),
            Map.entry("2345-7", perDecilitre(180.156)),
            Map.entry("2160-0", creatinine()),
            Map.entry("38483-4", creatinine()),
            Map.entry("2093-3", CHOLESTEROL),
            Map.entry("2085-9", CHOLESTEROL),
            Map.entry("2089-1", CHOLESTEROL),
            Map.entry("18262-6", CHOLESTEROL),
            Map.entry("2571-8", perDecilitre(885.4)),
            Map.entry("4548-4", Map.of("%", SAME, "mmol/mol", new Line(0.09148, 2.152))));

    /** Of several ways to write the one unit the shortest: {@code /min}. */
    private static final Map<String, String> UNITS = BY_LOINC.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> each.getValue().entrySet().stream()
                    .filter(unit -> unit.getValue().equals(SAME))
                    .map(Map.Entry::getKey)
                    .min(Comparator.comparingInt(String::length))
                    .orElseThrow()));

    private CanonicalUnits() {}

    /** mg/dL, from mmol/L: a mole of so many grams in ten decilitres. */
    private static Map<String, Line> perDecilitre(double molarMass) {
        return Map.of("mg/dL", SAME, "mmol/L", new Line(molarMass / 10, 0));
    }

    private static Map<String, Line> creatinine() {
        return Map.of("mg/dL", SAME, "umol/L", new Line(113.12 / 10_000, 0));
    }

    /** The UCUM code of the one unit of a code that is known. */
    static String unit(String loinc) {
        return UNITS.getOrDefault(loinc, "");
    }

    static boolean knows(String loinc) {
        return BY_LOINC.containsKey(loinc);
    }

    /** The number in the code's one unit; empty where the unit can't be turned into it. */
    static OptionalDouble value(String loinc, double number, @Nullable String unit) {
        Line line = unit == null ? null : BY_LOINC.getOrDefault(loinc, Map.of()).get(unit);
        return line == null ? OptionalDouble.empty() : OptionalDouble.of(number * line.factor() + line.offset());
    }
}
