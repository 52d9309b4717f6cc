package io.anamnesis.sharding.profile.clinical;

import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalTime;
import io.anamnesis.protocol.message.ClinicalValue;
import io.anamnesis.sharding.profile.modality.Holding;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The latest number of each LOINC code, in a unit in which numbers of that code can be compared. */
final class LatestValues {
    static final int MAX_CODES = 900;

    private final TreeMap<String, Latest> byCode = new TreeMap<>();

    /** @param element orders the values of one resource that share a code */
    private record Latest(
            double number,
            @Nullable String unit,
            Instant at,
            Holding<ClinicalResource> from,
            int element,
            Set<String> units) {
        boolean isAfter(Latest other) {
            if (!at.equals(other.at)) {
                return at.isAfter(other.at);
            }
            return from.evidence().fact().equals(other.from.evidence().fact())
                    ? element > other.element
                    : from.evidence().fact().holdsAgainst(other.from.evidence().fact());
        }
    }

    void add(Holding<ClinicalResource> held) {
        ClinicalResource resource = Objects.requireNonNull(held.value());
        if (Course.of(resource) == Course.NONE) {
            return;
        }
        int element = 0;
        for (ClinicalValue value : resource.facts().values()) {
            Coding subject = value.subject();
            element++;
            // below or above a bound is no number
            if (subject != null
                    && CodeSystems.LOINC.equals(subject.system())
                    && value.number() != null
                    && value.comparator() == null) {
                add(subject.code(), new Latest(value.number(), value.unit(), at(held), held, element, new HashSet<>()));
            }
        }
    }

    /** When a resource says that it was true. */
    static Instant at(Holding<ClinicalResource> held) {
        ClinicalTime start = Objects.requireNonNull(held.value()).facts().start();
        return start == null ? held.evidence().observedAt() : start.instant();
    }

    private void add(String code, Latest value) {
        Latest before = byCode.get(code);
        // a value whose unit can't be converted says nothing where one unit is agreed
        if (CanonicalUnits.knows(code)
                && CanonicalUnits.value(code, value.number(), value.unit()).isEmpty()) {
            return;
        }
        Set<String> units = before == null ? value.units() : before.units();
        units.add(String.valueOf(value.unit()));
        if (before == null || value.isAfter(before)) {
            byCode.put(
                    code, new Latest(value.number(), value.unit(), value.at(), value.from(), value.element(), units));
        }
    }

    /** {@code loinc.CODE}: of a code without an agreed unit only where all its values have the same unit. */
    void features(Map<String, Double> features) {
        int left = MAX_CODES;
        for (Map.Entry<String, Latest> entry : byCode.entrySet()) {
            Latest latest = entry.getValue();
            OptionalDouble canonical = CanonicalUnits.value(entry.getKey(), latest.number(), latest.unit());
            boolean comparable = canonical.isPresent() || latest.units().size() == 1;
            double number = canonical.orElse(latest.number());
            if (comparable && Double.isFinite(number) && left-- > 0) {
                features.put("loinc." + entry.getKey(), number);
            }
        }
    }
}
