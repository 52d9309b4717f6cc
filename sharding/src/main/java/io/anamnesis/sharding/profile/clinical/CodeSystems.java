package io.anamnesis.sharding.profile.clinical;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short names of code systems, for filter terms. */
final class CodeSystems {
    static final String LOINC = "http://loinc.org";

    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("http://snomed.info/sct", "snomed"),
            Map.entry(LOINC, "loinc"),
            Map.entry("http://www.nlm.nih.gov/research/umls/rxnorm", "rxnorm"),
            Map.entry("http://hl7.org/fhir/sid/icd-10-cm", "icd10cm"),
            Map.entry("http://hl7.org/fhir/sid/icd-10", "icd10"),
            Map.entry("http://hl7.org/fhir/sid/icd-9-cm", "icd9cm"),
            Map.entry("http://hl7.org/fhir/sid/cvx", "cvx"),
            Map.entry("http://hl7.org/fhir/sid/ndc", "ndc"),
            Map.entry("http://www.whocc.no/atc", "atc"),
            Map.entry("http://www.ama-assn.org/go/cpt", "cpt"),
            Map.entry("http://www.genenames.org", "hgnc"));
    private static final int MAX_SHORT = 40;

    private CodeSystems() {}

    /** A known short name, else the last part of the URI; {@code none} where there is no system. */
    static String shortName(@Nullable String system) {
        if (system == null) {
            return "none";
        }
        String known = SHORT.get(system);
        if (known != null) {
            return known;
        }
        String plain = system.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9./:-]", "-");
        String last = plain.substring(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf(':')) + 1);
        return last.isEmpty() ? "other" : last.substring(0, Math.min(last.length(), MAX_SHORT));
    }
}
