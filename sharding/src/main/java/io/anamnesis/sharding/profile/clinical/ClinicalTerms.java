package io.anamnesis.sharding.profile.clinical;

import io.anamnesis.protocol.message.ClinicalFacts;
import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalFacts.PatientFacts;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalValue;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What cohorts can be filtered by, such as {@code condition:snomed:44054006}. */
final class ClinicalTerms {
    private static final int MAX_TERMS = 5_000;
    private static final int MAX_TERM_CHARS = 200;

    private final TreeSet<String> terms = new TreeSet<>();

    void add(ClinicalResource resource) {
        Course course = Course.of(resource);
        ClinicalFacts facts = resource.facts();
        switch (resource.resourceType()) {
            case "Condition" -> codes(course, "condition", resource);
            case "MedicationRequest", "MedicationStatement", "MedicationAdministration" ->
                codes(course, "medication", resource);
            case "AllergyIntolerance" -> codes(course, "allergy", resource);
            case "Procedure" -> codes(course == Course.PAST ? Course.ACTIVE : course, "procedure", resource);
            case "Immunization" -> codes(course == Course.PAST ? Course.ACTIVE : course, "immunization", resource);
            case "Consent" -> consent(course, resource);
            case "Patient" -> patient(facts.patient());
            default -> {}
        }
        if (course != Course.NONE) {
            facts.topics().forEach(topic -> term("topic:" + topic));
            if (facts.topics().contains("genomic-variant")) {
                facts.values().stream()
                        .filter(value -> value.name().equals("gene"))
                        .forEach(this::gene);
            }
        }
    }

    private void codes(Course course, String kind, ClinicalResource resource) {
        if (course == Course.NONE) {
            return;
        }
        String prefix = course == Course.PAST ? "past-" + kind : kind;
        List<Coding> codings = resource.facts().codings();
        if (codings.isEmpty() && resource.code() != null) {
            codings = List.of(new Coding(resource.codeSystem(), resource.code(), null));
        }
        for (Coding coding : codings) {
            term(prefix + ":" + CodeSystems.shortName(coding.system()) + ":" + coding.code());
        }
    }

    private void gene(ClinicalValue value) {
        Coding code = value.code();
        String name = code == null ? value.text() : code.display() == null ? code.code() : code.display();
        if (name != null && name.matches("[A-Za-z0-9-]{1,40}")) {
            term("reported-gene:" + name);
        }
    }

    private void consent(Course course, ClinicalResource resource) {
        if (course == Course.ACTIVE && resource.code() != null) {
            for (ClinicalValue value : resource.facts().values()) {
                if (value.name().equals("provision") && value.text() != null) {
                    term("consent:" + resource.code() + ":" + value.text());
                }
            }
        }
    }

    private void patient(@Nullable PatientFacts patient) {
        if (patient != null && patient.sex() != null) {
            term("sex:" + patient.sex());
        }
        if (patient != null && patient.deceased() != null) {
            term("deceased:" + patient.deceased());
        }
    }

    private void term(String term) {
        if (term.length() <= MAX_TERM_CHARS) {
            terms.add(term);
        }
        if (terms.size() > MAX_TERMS) {
            // whatever the order in which they came, the same ones stay
            terms.pollLast();
        }
    }

    Set<String> terms() {
        return terms;
    }
}
