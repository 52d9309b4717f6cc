package io.anamnesis.web.ingest.note.lexicon;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A thing that notes speak of.
 *
 * @param id permanent, kebab-case
 * @param term the preferred term
 * @param category {@code condition}, {@code symptom}, {@code drug}, {@code procedure}, {@code performance-status}, {@code
 *     stage} or {@code response}
 * @param codes codes by system: {@code sct}, {@code icd10cm}, {@code rxnorm}; often none
 */
public record Concept(String id, String term, String category, Map<String, String> codes) {
    public static final String CONDITION = "condition";
    public static final String SYMPTOM = "symptom";
    public static final String DRUG = "drug";
    public static final String PROCEDURE = "procedure";
    public static final String PERFORMANCE_STATUS = "performance-status";
    public static final String STAGE = "stage";
    public static final String RESPONSE = "response";

    public Concept {
        codes = Collections.unmodifiableMap(new TreeMap<>(codes));
    }
}
