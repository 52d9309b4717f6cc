package io.anamnesis.sharding.profile.clinical;

import io.anamnesis.protocol.message.ClinicalFacts.PatientFacts;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalTime;
import io.anamnesis.sharding.profile.modality.Holding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Numbers of what holds now. */
final class ClinicalFeatures {
    private final Map<String, Double> features = new TreeMap<>();
    private final LatestValues latest = new LatestValues();
    private final OncologyNumbers oncology = new OncologyNumbers();
    private final Set<String> activeConditions = new HashSet<>();
    private final Set<String> activeMedications = new HashSet<>();
    private @Nullable Holding<ClinicalResource> patient;
    private @Nullable Instant last;

    void add(String kind, Holding<ClinicalResource> held) {
        ClinicalResource resource = held.value();
        if (resource == null) {
            features.merge("withdrawn-count", 1.0, Double::sum);
            return;
        }
        features.merge(kind + "-count", 1.0, Double::sum);
        latest.add(held);
        oncology.add(held);
        boolean active = Course.of(resource) == Course.ACTIVE;
        switch (resource.resourceType()) {
            case "Condition" -> {
                if (active) {
                    activeConditions.add(thing(resource));
                }
            }
            case "MedicationRequest", "MedicationStatement" -> {
                if (active) {
                    activeMedications.add(thing(resource));
                }
            }
            case "Patient" -> {
                if (patient == null
                        || held.evidence()
                                .fact()
                                .holdsAgainst(patient.evidence().fact())) {
                    patient = held;
                }
            }
            default -> {}
        }
        Instant at = held.evidence().observedAt();
        last = last == null || at.isAfter(last) ? at : last;
    }

    /** The same diagnosis or drug, entered several times, is one. */
    private static String thing(ClinicalResource resource) {
        return resource.code() == null
                ? resource.resourceType() + "/" + resource.resourceId()
                : resource.codeSystem() + "|" + resource.code();
    }

    Map<String, Double> features() {
        latest.features(features);
        oncology.features(features);
        if (!features.isEmpty()) {
            features.put("active-condition-count", (double) activeConditions.size());
            features.put("active-medication-count", (double) activeMedications.size());
        }
        PatientFacts facts = patient == null
                ? null
                : Objects.requireNonNull(patient.value()).facts().patient();
        if (facts != null) {
            patient(facts);
        }
        return features;
    }

    private void patient(PatientFacts facts) {
        if (facts.deceased() != null) {
            features.put("deceased", facts.deceased() ? 1.0 : 0.0);
        }
        ClinicalTime birth = facts.birthDate();
        if (birth == null) {
            return;
        }
        features.put(
                "birth-year", (double) birth.instant().atOffset(ZoneOffset.UTC).getYear());
        // without a clock: the age at death, or at the latest record
        Instant until = facts.deceasedAt() == null ? last : facts.deceasedAt().instant();
        if (until != null && !until.isBefore(birth.instant())) {
            long years =
                    ChronoUnit.YEARS.between(birth.instant().atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC));
            features.put("age-at-last-record-years", (double) years);
        }
    }
}
