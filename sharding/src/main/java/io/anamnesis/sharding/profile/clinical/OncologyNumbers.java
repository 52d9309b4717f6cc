package io.anamnesis.sharding.profile.clinical;

import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalValue;
import io.anamnesis.sharding.profile.modality.Holding;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The latest stage group and performance status, as numbers. */
final class OncologyNumbers {
    private static final Pattern STAGE =
            Pattern.compile("(?:stage\\s*)?(IV|I{1,3}|0|[1-4])(?:[A-D]\\d?)?", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Integer> ROMAN = Map.of("0", 0, "I", 1, "II", 2, "III", 3, "IV", 4);

    /** LOINC answers to 89247-1, ECOG 0 to 5. */
    private static final Map<String, Double> ECOG = Map.of(
            "LA9622-7", 0.0, "LA9623-5", 1.0, "LA9624-3", 2.0, "LA9625-0", 3.0, "LA9626-8", 4.0, "LA9627-6", 5.0);

    private final Map<String, Holding<ClinicalResource>> latest = new HashMap<>();

    void add(Holding<ClinicalResource> held) {
        ClinicalResource resource = Objects.requireNonNull(held.value());
        if (Course.of(resource) == Course.NONE) {
            return;
        }
        for (String topic : resource.facts().topics()) {
            switch (topic) {
                case "tnm-stage-group", "ecog-performance-status", "karnofsky-performance-status" ->
                    latest.merge(topic, held, OncologyNumbers::later);
                default -> {}
            }
        }
    }

    private static Holding<ClinicalResource> later(Holding<ClinicalResource> one, Holding<ClinicalResource> other) {
        Instant first = LatestValues.at(one);
        Instant second = LatestValues.at(other);
        if (!first.equals(second)) {
            return first.isAfter(second) ? one : other;
        }
        return one.evidence().fact().holdsAgainst(other.evidence().fact()) ? one : other;
    }

    void features(Map<String, Double> features) {
        put(features, "stage-group", "tnm-stage-group");
        put(features, "ecog-performance-status", "ecog-performance-status");
        put(features, "karnofsky-performance-status", "karnofsky-performance-status");
    }

    private void put(Map<String, Double> features, String name, String topic) {
        Holding<ClinicalResource> held = latest.get(topic);
        if (held == null) {
            return;
        }
        for (ClinicalValue value : Objects.requireNonNull(held.value()).facts().values()) {
            OptionalDouble number = name.equals("stage-group") ? stage(value) : status(value);
            if (value.name().equals("value") && number.isPresent()) {
                features.put(name, number.getAsDouble());
                return;
            }
        }
    }

    /** 0 to 4; the letters within a stage are left out. */
    static OptionalDouble stage(ClinicalValue value) {
        String text = value.code() == null ? value.text() : value.code().code();
        Matcher stage = STAGE.matcher(text == null ? "" : text.strip());
        if (!stage.matches()) {
            return OptionalDouble.empty();
        }
        String group = stage.group(1).toUpperCase(Locale.ROOT);
        Integer roman = ROMAN.get(group);
        return OptionalDouble.of(roman == null ? Integer.parseInt(group) : roman);
    }

    private static OptionalDouble status(ClinicalValue value) {
        if (value.number() != null) {
            return OptionalDouble.of(value.number());
        }
        Double answer = value.code() == null ? null : ECOG.get(value.code().code());
        return answer == null ? OptionalDouble.empty() : OptionalDouble.of(answer);
    }
}
