package io.anamnesis.sharding.profile.clinical;

import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalFacts.PatientFacts;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalTime;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.profile.modality.ElementBuilder;
import io.anamnesis.sharding.profile.modality.ElementChoice;
import io.anamnesis.sharding.profile.modality.Holding;
import io.anamnesis.sharding.profile.modality.IndexElements;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the index is told of clinical records. What never took place (cancelled, refuted, a draft) is not there. A resource of
 * another type than these gives its topics only.
 */
final class ClinicalElements {
    private static final Map<String, String> KINDS = Map.of(
            "Condition", "condition",
            "MedicationRequest", "medication",
            "MedicationStatement", "medication",
            "MedicationAdministration", "medication",
            "AllergyIntolerance", "allergy",
            "Procedure", "procedure",
            "Immunization", "immunization",
            "Encounter", "encounter",
            "DiagnosticReport", "report",
            "Consent", "consent");

    /** Those of which one asks whether it holds now; of the others the status is told as it is. */
    private static final Set<String> LASTING = Set.of("condition", "medication", "allergy");

    private final ElementChoice choice = new ElementChoice();
    private final Map<String, Span> topics = new TreeMap<>();
    private final Map<String, String> systems = new HashMap<>();
    private @Nullable Holding<ClinicalResource> patient;

    /** When something was first so, and last. */
    private record Span(Instant first, Instant last) {
        Span with(Span other) {
            return new Span(
                    first.isBefore(other.first) ? first : other.first, last.isAfter(other.last) ? last : other.last);
        }
    }

    void add(String key, Holding<ClinicalResource> held) {
        ClinicalResource resource = held.value();
        if (resource == null || Course.of(resource) == Course.NONE) {
            return;
        }
        Instant at = LatestValues.at(held);
        resource.facts().topics().forEach(topic -> topics.merge(topic, new Span(at, at), Span::with));
        String kind = KINDS.get(resource.resourceType());
        if (kind != null) {
            coded(kind, key, resource, at);
        } else if (resource.resourceType().equals("Observation")) {
            new ObservationElements(choice, key, at, this::code).add(resource, codes(resource));
        } else if (resource.resourceType().equals("Patient") && holds(held)) {
            patient = held;
        }
    }

    private boolean holds(Holding<ClinicalResource> held) {
        return patient == null
                || held.evidence().fact().holdsAgainst(patient.evidence().fact());
    }

    private void coded(String kind, String key, ClinicalResource resource, Instant at) {
        List<String> codes = codes(resource);
        ElementBuilder element = new ElementBuilder(kind).at(at);
        codes.forEach(code -> element.term("code", code));
        element.term("status", LASTING.contains(kind) ? course(resource) : resource.status());
        if (kind.equals("consent")) {
            resource.facts().values().stream()
                    .filter(value -> value.name().equals("provision"))
                    .forEach(value -> element.term("provision", value.text()));
        }
        choice.add(element.build(), key, codes.isEmpty() ? List.of("") : codes);
    }

    private static String course(ClinicalResource resource) {
        return Course.of(resource) == Course.PAST ? "past" : "active";
    }

    /** All codings, {@code system:code}. */
    private List<String> codes(ClinicalResource resource) {
        List<String> codes = new ArrayList<>();
        resource.facts().codings().forEach(coding -> codes.add(code(coding)));
        if (codes.isEmpty() && resource.code() != null) {
            codes.add(code(new Coding(resource.codeSystem(), resource.code(), null)));
        }
        return codes;
    }

    private String code(Coding coding) {
        String system =
                systems.computeIfAbsent(String.valueOf(coding.system()), any -> CodeSystems.shortName(coding.system()));
        return system + ":" + coding.code();
    }

    IndexElements elements(int most) {
        patient();
        topics.forEach((topic, span) -> {
            choice.add(topic(topic, span.last()), topic + "|last", List.of(topic));
            if (!span.first().equals(span.last())) {
                choice.add(topic(topic, span.first()), topic + "|first", List.of(topic));
            }
        });
        return choice.choose(most);
    }

    private static Digest.Element topic(String topic, Instant at) {
        return new ElementBuilder("topic").at(at).term("topic", topic).build();
    }

    private void patient() {
        ClinicalResource resource = patient == null ? null : patient.value();
        PatientFacts facts = resource == null ? null : resource.facts().patient();
        if (facts != null) {
            ElementBuilder element = new ElementBuilder("patient")
                    .term("sex", facts.sex())
                    .term(
                            "deceased",
                            facts.deceased() == null ? null : facts.deceased().toString())
                    .number("birth-epoch-day", epochDay(facts.birthDate()))
                    .number("death-epoch-day", epochDay(facts.deceasedAt()));
            choice.always(element.build(), "");
        }
    }

    private static @Nullable Long epochDay(@Nullable ClinicalTime time) {
        return time == null ? null : (Long) Math.floorDiv(time.instant().getEpochSecond(), 86_400L);
    }
}
