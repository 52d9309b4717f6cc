package io.anamnesis.web.ingest.foreign;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Clinical formats that are not read yet: known by their content, so that a refusal names them. */
final class LaterFormats {
    private static final int MOST_LOOKED_AT = 1 << 16;
    private static final Pattern HL7_V2 = Pattern.compile("(MSH|FHS|BHS)[|^~\\\\&#$!].*", Pattern.DOTALL);
    private static final Pattern ROOT = Pattern.compile("<([A-Za-z_][\\w.-]*:)?([A-Za-z_]\\w*)[\\s>/]");
    private static final Pattern OMOP = Pattern.compile(
            "\"?(person|visit_occurrence|visit_detail|condition_occurrence|condition_era|drug_exposure|drug_era|dose_era"
                    + "|procedure_occurrence|device_exposure|measurement|observation|observation_period|note|specimen"
                    + "|location|care_site|provider|payer_plan_period|cost|episode|concept|concept_1|cohort_definition"
                    + "|vocabulary|domain|ancestor_concept|drug_concept|subject|fact)_(id|id_1|name)\"?[,\t].*|"
                    + "\"?(source_code|cdm_source_name|episode_id|metadata_id|relationship_id|concept_class_id"
                    + "|domain_concept_id_1|cohort_definition_id|person_id|note_nlp_id|concept_id)\"?[,\t].*",
            Pattern.DOTALL);

    private LaterFormats() {}

    /**
     * The kind of a known format: {@code hl7v2-later}, {@code ccda-later}, {@code fhir-xml-later}, {@code omop-later}.
     *
     * @param beginning the first bytes, decompressed
     */
    static Optional<ForeignKind> recognise(byte[] beginning) {
        int mark = byteOrderMark(beginning);
        int length = Math.min(beginning.length, MOST_LOOKED_AT) - mark;
        String text = new String(beginning, mark, Math.max(0, length), StandardCharsets.ISO_8859_1).stripLeading();
        if (HL7_V2.matcher(text).matches()) {
            return later("hl7v2-later", "HL7 v2 messages");
        }
        if (text.startsWith("<")) {
            return xml(text);
        }
        int end = text.indexOf('\n');
        String header = (end < 0 ? text : text.substring(0, end)).toLowerCase(Locale.ROOT);
        return OMOP.matcher(header).matches()
                        && (header.contains("concept_id")
                                || header.contains("person_id")
                                || header.contains("cdm_")
                                || header.contains("cohort_definition"))
                ? later("omop-later", "tables of the OMOP common data model")
                : Optional.empty();
    }

    private static Optional<ForeignKind> xml(String text) {
        String plain = text.replaceAll("(?s)<\\?.*?\\?>|<!--.*?-->", "");
        var root = ROOT.matcher(plain);
        if (!root.find()) {
            return Optional.empty();
        }
        if (root.group(2).equals("ClinicalDocument")) {
            return later("ccda-later", "C-CDA documents");
        }
        return plain.contains("http://hl7.org/fhir\"") ? later("fhir-xml-later", "FHIR as XML") : Optional.empty();
    }

    private static Optional<ForeignKind> later(String code, String what) {
        return Optional.of(new ForeignKind(code, what + "; FHIR R4 is read as JSON"));
    }

    private static int byteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf
                ? 3
                : 0;
    }
}
