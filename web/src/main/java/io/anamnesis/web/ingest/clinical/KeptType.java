package io.anamnesis.web.ingest.clinical;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The resource types that are kept, and where each holds what we ask of all of them. */
@SuppressWarnings("ImmutableEnumChecker") // the list is a copy that cannot be changed
enum KeptType {
    PATIENT("Patient", "", "", "", "", "", "", Map.of()),
    CONDITION(
            "Condition",
            "subject",
            "code",
            "category",
            "onset",
            "abatement",
            "recordedDate",
            Map.of(
                    "severity",
                    "severity",
                    "body-site",
                    "bodySite",
                    "stage",
                    "stage.summary",
                    "stage-type",
                    "stage.type")),
    OBSERVATION(
            "Observation",
            "subject",
            "code",
            "category",
            "effective",
            "",
            "issued",
            Map.of("body-site", "bodySite", "method", "method")),
    MEDICATION_REQUEST(
            "MedicationRequest",
            "subject",
            "medication",
            "category",
            "authoredOn",
            "",
            "",
            Map.of(
                    "dose",
                    "dosageInstruction.doseAndRate.doseQuantity",
                    "route",
                    "dosageInstruction.route",
                    "reason",
                    "reasonCode",
                    "intent",
                    "intent")),
    MEDICATION_STATEMENT(
            "MedicationStatement",
            "subject",
            "medication",
            "category",
            "effective",
            "",
            "dateAsserted",
            Map.of("dose", "dosage.doseAndRate.doseQuantity", "route", "dosage.route", "reason", "reasonCode")),
    MEDICATION_ADMINISTRATION(
            "MedicationAdministration",
            "subject",
            "medication",
            "category",
            "effective",
            "",
            "",
            Map.of("dose", "dosage.dose", "route", "dosage.route", "reason", "reasonCode")),
    PROCEDURE(
            "Procedure",
            "subject",
            "code",
            "category",
            "performed",
            "",
            "",
            Map.of("body-site", "bodySite", "reason", "reasonCode", "outcome", "outcome")),
    ALLERGY_INTOLERANCE(
            "AllergyIntolerance",
            "patient",
            "code",
            "category",
            "onset",
            "",
            "recordedDate",
            Map.of(
                    "criticality",
                    "criticality",
                    "reaction",
                    "reaction.manifestation",
                    "reaction-severity",
                    "reaction.severity")),
    DIAGNOSTIC_REPORT(
            "DiagnosticReport",
            "subject",
            "code",
            "category",
            "effective",
            "",
            "issued",
            Map.of("conclusion", "conclusionCode", "conclusion-text", "conclusion")),
    IMAGING_STUDY(
            "ImagingStudy",
            "subject",
            "procedureCode",
            "",
            "started",
            "",
            "",
            Map.of(
                    "modality",
                    "series.modality",
                    "body-site",
                    "series.bodySite",
                    "series",
                    "numberOfSeries",
                    "instances",
                    "numberOfInstances",
                    "study",
                    "identifier.value")),
    ENCOUNTER(
            "Encounter",
            "subject",
            "type",
            "class",
            "period",
            "",
            "",
            Map.of("reason", "reasonCode", "discharge", "hospitalization.dischargeDisposition")),
    FAMILY_MEMBER_HISTORY("FamilyMemberHistory", "patient", "relationship", "", "", "", "date", Map.of()),
    DOCUMENT_REFERENCE("DocumentReference", "subject", "type", "category", "context.period", "", "date", Map.of()),
    CONSENT(
            "Consent",
            "patient",
            "scope",
            "category",
            "provision.period",
            "",
            "dateTime",
            Map.of(
                    "purpose",
                    "provision.purpose",
                    "action",
                    "provision.action",
                    "provision",
                    "provision.type",
                    "exception",
                    "provision.provision.type",
                    "exception-purpose",
                    "provision.provision.purpose")),
    IMMUNIZATION(
            "Immunization",
            "patient",
            "vaccineCode",
            "",
            "occurrence",
            "",
            "recorded",
            Map.of("dose", "doseQuantity", "reason", "reasonCode"));

    private static final Map<String, KeptType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(KeptType::fhirName, Function.identity()));

    private final String fhirName;
    private final String subject;
    private final String code;
    private final String category;
    private final String start;
    private final String end;
    private final String written;
    private final List<Map.Entry<String, String>> parts;

    KeptType(
            String fhirName,
            String subject,
            String code,
            String category,
            String start,
            String end,
            String written,
            Map<String, String> parts) {
        this.fhirName = fhirName;
        this.subject = subject;
        this.code = code;
        this.category = category;
        this.start = start;
        this.end = end;
        this.written = written;
        this.parts =
                parts.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    static @Nullable KeptType of(String fhirName) {
        return BY_NAME.get(fhirName);
    }

    String fhirName() {
        return fhirName;
    }

    /** The element that refers to the patient. */
    String subject() {
        return subject;
    }

    /** The element that says what it is. */
    String code() {
        return code;
    }

    String category() {
        return category;
    }

    /** The element, or the stem of its choices, that says when it began to be true. */
    String start() {
        return start;
    }

    String end() {
        return end;
    }

    /** The element that says when it was written down, where nothing says when it was true. */
    String written() {
        return written;
    }

    /** What else is kept, by the name of the value: paths of elements. */
    List<Map.Entry<String, String>> parts() {
        return parts;
    }
}
