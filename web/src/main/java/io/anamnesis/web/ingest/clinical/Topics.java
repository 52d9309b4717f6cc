package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a resource is about beyond its type: by the mCODE or genomics reporting profile that it claims, else by a code that
 * leaves no doubt. Code lists are those of the mCODE and genomics reporting guides.
 */
final class Topics {
    private static final String MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-";
    private static final String GENOMICS = "http://hl7.org/fhir/uv/genomics-reporting/StructureDefinition/";
    private static final String LOINC = "http://loinc.org";

    /** ICD-10-CM: malignant neoplasms C00 to C96 and carcinoma in situ D00 to D09. */
    private static final Pattern CANCER = Pattern.compile("(C[0-8]\\d|C9[0-6]|D0\\d).*");

    private static final String ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm";

    private static final Map<String, String> LOINC_TOPICS = loinc();

    private Topics() {}

    private static Map<String, String> loinc() {
        Map<String, String> topics = new java.util.HashMap<>();
        Map.of(
                        "tnm-stage-group", "21908-9 21902-2 21914-7",
                        "tnm-primary-tumor", "21905-5 21899-0",
                        "tnm-regional-nodes", "21906-3 21900-6",
                        "tnm-distant-metastases", "21907-1 21901-4",
                        "ecog-performance-status", "89247-1 89262-0",
                        "karnofsky-performance-status", "89243-0",
                        "cancer-disease-status", "97509-4 88040-1",
                        "tumor-marker", "16112-5 16113-3 48676-1 85318-4 2039-6 10334-1 6875-9 24108-3 2857-1 1834-1",
                        "genomic-variant", "69548-6",
                        "genomic-biomarker", "94076-7 81695-9")
                .forEach((topic, codes) -> {
                    for (String code : codes.split(" ", -1)) {
                        topics.put(code, topic);
                    }
                });
        return Map.copyOf(topics);
    }

    static List<String> of(JsonNode resource, List<Coding> codings) {
        Set<String> topics = new TreeSet<>();
        for (JsonNode profile : resource.path("meta").path("profile")) {
            String url = unversioned(profile.asText(""));
            if (url.startsWith(MCODE)) {
                mcode(url.substring(MCODE.length()), topics);
            } else if (url.equals(GENOMICS + "variant")) {
                topics.add("genomic-variant");
            } else if (url.startsWith(GENOMICS)
                    && (url.endsWith("implication") || url.endsWith("msi") || url.endsWith("tmb"))) {
                topics.add(url.endsWith("implication") ? "genomic-implication" : "genomic-biomarker");
            }
        }
        for (Coding coding : codings) {
            String topic = LOINC.equals(coding.system()) ? LOINC_TOPICS.get(coding.code()) : null;
            if (topic != null) {
                topics.add(topic);
            }
            boolean cancer = ICD10CM.equals(coding.system())
                    ? CANCER.matcher(coding.code()).matches()
                    // malignant neoplastic disease: the root; its descendants are told by the profile
                    : "http://snomed.info/sct".equals(coding.system())
                            && coding.code().equals("363346000");
            if (cancer && "Condition".equals(resource.path("resourceType").asText())) {
                topics.add("cancer-condition");
            }
        }
        return new ArrayList<>(topics);
    }

    private static String unversioned(String url) {
        int version = url.indexOf('|');
        return version < 0 ? url : url.substring(0, version);
    }

    /** The names of three editions of mCODE, which renamed some profiles. */
    private static void mcode(String profile, Set<String> topics) {
        String topic =
                switch (profile) {
                    case "primary-cancer-condition", "secondary-cancer-condition", "cancer-condition" ->
                        "cancer-condition";
                    case "cancer-stage-group",
                            "tnm-stage-group",
                            "tnm-clinical-stage-group",
                            "tnm-pathological-stage-group",
                            "cancer-stage" -> "tnm-stage-group";
                    case "tnm-primary-tumor-category",
                            "tnm-clinical-primary-tumor-category",
                            "tnm-pathological-primary-tumor-category" -> "tnm-primary-tumor";
                    case "tnm-regional-nodes-category",
                            "tnm-clinical-regional-nodes-category",
                            "tnm-pathological-regional-nodes-category" -> "tnm-regional-nodes";
                    case "tnm-distant-metastases-category",
                            "tnm-clinical-distant-metastases-category",
                            "tnm-pathological-distant-metastases-category" -> "tnm-distant-metastases";
                    case "tumor-marker", "tumor-marker-test" -> "tumor-marker";
                    case "ecog-performance-status" -> "ecog-performance-status";
                    case "karnofsky-performance-status" -> "karnofsky-performance-status";
                    case "cancer-disease-status" -> "cancer-disease-status";
                    case "cancer-related-medication-request",
                            "cancer-related-medication-administration",
                            "cancer-related-medication-statement" -> "cancer-medication";
                    case "cancer-related-surgical-procedure" -> "cancer-surgery";
                    case "cancer-related-radiation-procedure",
                            "radiotherapy-course-summary",
                            "teleradiotherapy-course-summary",
                            "brachytherapy-course-summary" -> "cancer-radiotherapy";
                    case "cancer-genetic-variant" -> "genomic-variant";
                    case "cancer-patient" -> "cancer-patient";
                    default -> "";
                };
        if (profile.startsWith("primary-") || profile.startsWith("secondary-")) {
            topics.add(profile);
        }
        if (!topic.isEmpty()) {
            topics.add(topic);
        }
    }
}
