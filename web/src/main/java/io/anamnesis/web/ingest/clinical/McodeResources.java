package io.anamnesis.web.ingest.clinical;

import static io.anamnesis.web.ingest.clinical.FhirNodes.SNOMED;
import static io.anamnesis.web.ingest.clinical.FhirNodes.add;
import static io.anamnesis.web.ingest.clinical.FhirNodes.bodySite;
import static io.anamnesis.web.ingest.clinical.FhirNodes.concept;
import static io.anamnesis.web.ingest.clinical.FhirNodes.display;
import static io.anamnesis.web.ingest.clinical.FhirNodes.idOf;
import static io.anamnesis.web.ingest.clinical.FhirNodes.list;
import static io.anamnesis.web.ingest.clinical.FhirNodes.mcode;
import static io.anamnesis.web.ingest.clinical.FhirNodes.object;
import static io.anamnesis.web.ingest.clinical.FhirNodes.one;
import static io.anamnesis.web.ingest.clinical.FhirNodes.period;
import static io.anamnesis.web.ingest.clinical.FhirNodes.profile;
import static io.anamnesis.web.ingest.clinical.FhirNodes.reference;
import static io.anamnesis.web.ingest.clinical.FhirNodes.resource;
import static io.anamnesis.web.ingest.clinical.FhirNodes.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows of the mCODE tables that become resources of the clinical core. */
final class McodeResources {
    private static final String LOINC = "http://loinc.org";
    private static final String TERMS = "http://terminology.hl7.org/CodeSystem/";
    private static final String US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-";
    private static final Pattern QUANTITY = Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s+(\\S+)");

    private static final Map<String, String> RACES = Map.of(
            "1002-5", "American Indian or Alaska Native",
            "2028-9", "Asian",
            "2054-5", "Black or African American",
            "2076-8", "Native Hawaiian or Other Pacific Islander",
            "2106-3", "White",
            "UNK", "Unknown",
            "ASKU", "Asked but no answer");
    private static final Map<String, String> ETHNICITIES =
            Map.of("2135-2", "Hispanic or Latino", "2186-5", "Non Hispanic or Latino");
    private static final Map<String, String> TRENDS = Map.of(
            "268910001", "Patient's condition improved (finding)",
            "359746009", "Patient's condition stable (finding)",
            "271299001", "Patient's condition worsened (finding)",
            "709137006", "Patient condition undetermined (finding)",
            "260415000", "Not detected (qualifier)",
            "USCRS-352236", "Cancer in complete remission(finding)");
    private static final Map<String, String> EVIDENCE = Map.of(
            "363679005", "imaging",
            "252416005", "pathology",
            "711015009", "symptoms",
            "5880005", "physical examination",
            "386344002", "laboratory data");
    private static final List<String> VITAL_SIGNS = List.of(
            "85353-1", "9279-1", "8867-4", "2708-6", "8310-5", "8302-2", "9843-4", "29463-7", "39156-5", "85354-9");

    private McodeResources() {}

    static List<ObjectNode> patient(McodeRow row, McodeSite site) {
        ObjectNode patient = resource("Patient", row.patient());
        ObjectNode type = concept(TERMS + "v2-0203", "MR", "Medical Record Number");
        if (type != null) {
            type.put("text", "Medical Record Number");
        }
        ObjectNode identifier = object();
        one(identifier, "type", type);
        list(patient, "identifier", identifier.put("system", site.mrnSystem()).put("value", row.patient()));
        ObjectNode name = object();
        text(name, "text", (row.get("givenName") + " " + row.get("familyName")).strip());
        text(name, "family", row.get("familyName"));
        if (!row.get("givenName").isEmpty()) {
            name.putArray("given").add(row.get("givenName"));
        }
        list(patient, "name", name);
        text(patient, "gender", row.get("gender"));
        text(patient, "birthDate", row.get("dateOfBirth"));
        list(patient, "address", address(row));
        ObjectNode language = object();
        one(language, "language", concept("urn:ietf:bcp:47", row.get("language")));
        list(patient, "communication", language);
        add(patient, "extension", omb("race", row.get("race"), RACES));
        add(patient, "extension", omb("ethnicity", row.get("ethnicity"), ETHNICITIES));
        if (!row.get("birthsex").isEmpty()) {
            add(patient, "extension", object().put("url", US_CORE + "birthsex").put("valueCode", row.get("birthsex")));
        }
        return List.of(patient);
    }

    private static ObjectNode address(McodeRow row) {
        ObjectNode address = object();
        if (!row.get("addressLine").isEmpty()) {
            address.putArray("line").add(row.get("addressLine"));
        }
        text(address, "city", row.get("city"));
        text(address, "state", row.get("state"));
        text(address, "postalCode", row.get("zip"));
        return address.isEmpty() ? address : address.put("country", "US");
    }

    private static @Nullable ObjectNode omb(String name, String code, Map<String, String> texts) {
        if (code.isEmpty()) {
            return null;
        }
        ObjectNode category = object().put("url", "ombCategory");
        category.putObject("valueCoding").put("code", code).put("system", "urn:oid:2.16.840.1.113883.6.238");
        ObjectNode omb = object();
        list(
                omb,
                "extension",
                category,
                object().put("url", "text").put("valueString", texts.getOrDefault(code, code)));
        return omb.put("url", US_CORE + name);
    }

    static List<ObjectNode> condition(McodeRow row, McodeSite site) {
        ObjectNode condition = resource("Condition", row.get("conditionId"));
        list(
                condition,
                "extension",
                FhirNodes.date(
                        "http://hl7.org/fhir/StructureDefinition/condition-assertedDate", row.get("dateOfDiagnosis")),
                mcode("histology-morphology-behavior", concept(SNOMED, row.get("histology"))));
        one(condition, "clinicalStatus", concept(TERMS + "condition-clinical", row.get("clinicalStatus")));
        one(condition, "verificationStatus", concept(TERMS + "condition-ver-status", row.get("verificationStatus")));
        list(condition, "category", concept(TERMS + "condition-category", row.get("category")));
        one(condition, "code", concept(row.get("codeSystem"), row.get("code"), row.get("displayName")));
        list(condition, "bodySite", bodySite(row));
        subject(condition, row);
        return List.of(condition);
    }

    private static void subject(ObjectNode resource, McodeRow row) {
        one(resource, "subject", reference(row.patient(), "Patient"));
    }

    static List<ObjectNode> staging(McodeRow row, McodeSite site) {
        boolean clinical = !row.get("type").equalsIgnoreCase("pathological")
                && !row.get("type").equalsIgnoreCase("pathologic");
        List<ObjectNode> stages = new ArrayList<>();
        stages.add(stage(row, "t", clinical ? "21905-5" : "21899-0", "tnm-primary-tumor-category"));
        stages.add(stage(row, "m", clinical ? "21907-1" : "21901-4", "tnm-distant-metastases-category"));
        stages.add(stage(row, "n", clinical ? "21906-3" : "21900-6", "tnm-regional-nodes-category"));
        stages.removeIf(stage -> !stage.has("valueCodeableConcept"));
        ObjectNode group = stage(row, "stageGroup", clinical ? "21908-9" : "21902-2", "cancer-stage-group");
        if (group.has("valueCodeableConcept")) {
            for (ObjectNode member : stages) {
                add(group, "hasMember", reference(member.path("id").asText(), "Observation"));
            }
            stages.add(group);
        }
        return stages;
    }

    private static ObjectNode stage(McodeRow row, String column, String loinc, String profile) {
        ObjectNode stage = resource("Observation", idOf("staging-" + column, row));
        profile(stage, profile);
        stage.put("status", "final");
        list(stage, "category", concept(TERMS + "observation-category", "survey"));
        one(stage, "code", concept(LOINC, loinc));
        subject(stage, row);
        String system = row.get("stagingCodeSystem").isEmpty() ? SNOMED : row.get("stagingCodeSystem");
        one(stage, "method", concept(system, row.get("stagingSystem")));
        text(stage, "effectiveDateTime", row.get("effectiveDate"));
        one(stage, "valueCodeableConcept", concept("http://cancerstaging.org", row.get(column)));
        list(stage, "focus", reference(row.get("conditionId"), "Condition"));
        return stage;
    }

    static List<ObjectNode> diseaseStatus(McodeRow row, McodeSite site) {
        ObjectNode status = resource("Observation", idOf("disease-status", row));
        profile(status, "cancer-disease-status");
        list(status, "category", concept(TERMS + "observation-category", "therapy", "Therapy"));
        status.put("status", row.get("observationStatus").isEmpty() ? "final" : row.get("observationStatus"));
        one(status, "code", concept(LOINC, "97509-4", "Cancer Disease Progression"));
        list(status, "focus", reference(row.get("conditionId"), "Condition"));
        subject(status, row);
        text(status, "effectiveDateTime", row.get("dateOfObservation"));
        trend(status, row);
        for (String evidence : row.get("evidence").split("\\|", -1)) {
            add(status, "extension", mcode("evidence-type", concept(SNOMED, evidence, display(EVIDENCE, evidence))));
        }
        return List.of(status);
    }

    /** A trend, or why there is none: {@code not-asked} is no code of the trend. */
    private static void trend(ObjectNode status, McodeRow row) {
        String code = row.get("diseaseStatusCode");
        if (code.equals("not-asked")) {
            one(status, "dataAbsentReason", concept(TERMS + "data-absent-reason", code, "Not Asked"));
            return;
        }
        String system =
                code.startsWith("USCRS-") ? "http://hl7.org/fhir/us/mcode/CodeSystem/snomed-requested-cs" : SNOMED;
        String display = TRENDS.getOrDefault(code, row.get("diseaseStatusText"));
        one(status, "valueCodeableConcept", concept(system, code, display));
    }

    static List<ObjectNode> observation(McodeRow row, McodeSite site) {
        ObjectNode observation = resource("Observation", row.get("observationId"));
        text(observation, "status", row.get("status"));
        String category = VITAL_SIGNS.contains(row.get("code")) ? "vital-signs" : "laboratory";
        list(observation, "category", concept(TERMS + "observation-category", category));
        one(observation, "code", concept(row.get("codeSystem"), row.get("code"), row.get("displayName")));
        subject(observation, row);
        text(observation, "effectiveDateTime", row.get("effectiveDate"));
        value(observation, row);
        one(observation, "bodySite", bodySite(row));
        return List.of(observation);
    }

    private static void value(ObjectNode observation, McodeRow row) {
        Matcher quantity = QUANTITY.matcher(row.get("value"));
        if (!row.get("valueCodeSystem").isEmpty()) {
            one(observation, "valueCodeableConcept", concept(row.get("valueCodeSystem"), row.get("value")));
        } else if (quantity.matches()) {
            observation
                    .putObject("valueQuantity")
                    .put("value", Double.parseDouble(quantity.group(1)))
                    .put("system", "http://unitsofmeasure.org")
                    .put("code", quantity.group(2));
        } else {
            text(observation, "valueString", row.get("value"));
        }
    }

    static List<ObjectNode> procedure(McodeRow row, McodeSite site) {
        ObjectNode procedure = resource("Procedure", row.get("procedureId"));
        text(procedure, "status", row.get("status"));
        one(procedure, "code", concept(row.get("codeSystem"), row.get("code"), row.get("displayName")));
        subject(procedure, row);
        text(procedure, "performedDateTime", row.get("effectiveDate"));
        list(
                procedure,
                "reasonCode",
                concept(row.get("reasonCodeSystem"), row.get("reasonCode"), row.get("reasonDisplayName")));
        list(procedure, "reasonReference", reference(row.get("conditionId"), "Condition"));
        list(procedure, "extension", mcode("treatment-intent", concept(SNOMED, row.get("treatmentIntent"))));
        list(procedure, "bodySite", bodySite(row));
        return List.of(procedure);
    }

    private static void drug(ObjectNode resource, McodeRow row) {
        one(
                resource,
                "medicationCodeableConcept",
                concept(row.get("codeSystem"), row.get("code"), row.get("displayText")));
        list(
                resource,
                "reasonCode",
                concept(
                        row.get("treatmentReasonCodeSystem"),
                        row.get("treatmentReasonCode"),
                        row.get("treatmentReasonDisplayText")));
        text(resource, "status", row.get("status"));
        subject(resource, row);
    }

    static List<ObjectNode> medicationAdministration(McodeRow row, McodeSite site) {
        ObjectNode given = resource("MedicationAdministration", row.get("medicationId"));
        profile(given, "cancer-related-medication-administration");
        list(given, "extension", mcode("treatment-intent", concept(SNOMED, row.get("treatmentIntent"))));
        drug(given, row);
        one(given, "effectivePeriod", period(row.get("startDate"), row.get("endDate")));
        return List.of(given);
    }

    static List<ObjectNode> medicationRequest(McodeRow row, McodeSite site) {
        ObjectNode request = resource("MedicationRequest", row.get("requestId"));
        profile(request, "cancer-related-medication-request");
        list(request, "extension", mcode("procedure-intent", concept(SNOMED, row.get("procedureIntent"))));
        drug(request, row);
        text(request, "intent", row.get("intent"));
        text(request, "authoredOn", row.get("authoredOn"));
        one(request, "requester", reference(row.get("requesterId"), ""));
        list(request, "dosageInstruction", dosage(row));
        return List.of(request);
    }

    private static ObjectNode dosage(McodeRow row) {
        ObjectNode dosage = object();
        one(dosage, "route", concept(SNOMED, row.get("dosageRoute")));
        one(dosage, "asNeededCodeableConcept", concept(SNOMED, row.get("asNeededCode")));
        ObjectNode rate = object();
        one(rate, "type", concept(TERMS + "dose-rate-type", row.get("doseRateType")));
        String dose = row.get("doseQuantityValue");
        if (dose.matches("\\d{1,15}")) {
            rate.putObject("doseQuantity").put("value", (int) Math.min(Integer.MAX_VALUE, Long.parseLong(dose)));
        } else if (dose.matches("\\d{1,15}\\.\\d{1,15}")) {
            rate.putObject("doseQuantity").put("value", Double.parseDouble(dose));
        }
        if (rate.has("doseQuantity")) {
            text((ObjectNode) rate.get("doseQuantity"), "unit", row.get("doseQuantityUnit"));
        }
        list(dosage, "doseAndRate", rate);
        ObjectNode timing = object();
        if (!row.get("timingEvent").isEmpty()) {
            timing.putArray("event").add(row.get("timingEvent"));
        }
        one(timing, "code", concept(TERMS + "v3-GTSAbbreviation", row.get("timingCode")));
        one(dosage, "timing", timing);
        return dosage;
    }

    static List<ObjectNode> encounter(McodeRow row, McodeSite site) {
        ObjectNode encounter = resource("Encounter", row.get("encounterId"));
        text(encounter, "status", row.get("status"));
        one(encounter, "class", FhirNodes.coding(row.get("classSystem"), row.get("classCode"), ""));
        subject(encounter, row);
        list(encounter, "type", concept(row.get("typeSystem"), row.get("typeCode")));
        one(encounter, "period", period(row.get("startDate"), row.get("endDate")));
        return List.of(encounter);
    }
}
