package io.anamnesis.web.ingest.clinical;

import static io.anamnesis.web.ingest.clinical.FhirNodes.SNOMED;
import static io.anamnesis.web.ingest.clinical.FhirNodes.add;
import static io.anamnesis.web.ingest.clinical.FhirNodes.concept;
import static io.anamnesis.web.ingest.clinical.FhirNodes.display;
import static io.anamnesis.web.ingest.clinical.FhirNodes.extension;
import static io.anamnesis.web.ingest.clinical.FhirNodes.idOf;
import static io.anamnesis.web.ingest.clinical.FhirNodes.list;
import static io.anamnesis.web.ingest.clinical.FhirNodes.object;
import static io.anamnesis.web.ingest.clinical.FhirNodes.one;
import static io.anamnesis.web.ingest.clinical.FhirNodes.period;
import static io.anamnesis.web.ingest.clinical.FhirNodes.reference;
import static io.anamnesis.web.ingest.clinical.FhirNodes.resource;
import static io.anamnesis.web.ingest.clinical.FhirNodes.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Rows of the mCODE tables that become resources around the clinical core: of types that the profile does not keep yet. */
final class McodeEvents {
    private static final String TERMS = "http://terminology.hl7.org/CodeSystem/";
    private static final String NCIT = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl";
    private static final String CTCAE = "http://hl7.org/fhir/us/ctcae/StructureDefinition/";
    private static final String ICARE =
            "http://mcodeinitiative.org/codex/us/icare/StructureDefinition/icare-care-plan-";

    private static final Map<String, String> GRADES = Map.of(
            "1", "Mild Adverse Event",
            "2", "Moderate Adverse Event",
            "3", "Severe Adverse Event",
            "4", "Life Threatening or Disabling Adverse Event",
            "5", "Death Related to Adverse Event");
    private static final Map<String, String> EXPECTATIONS =
            Map.of("C41333", "Expected Adverse Event", "C41334", "Unexpected Adverse Event");
    private static final Map<String, String> OUTCOMES = Map.of("C113380", "Disabling Adverse Event");
    private static final Map<String, String> FUNCTIONS =
            Map.of("INF", "Informant", "PART", "Participation", "WIT", "Witness", "AUT", "Author");

    private McodeEvents() {}

    static List<ObjectNode> appointment(McodeRow row, McodeSite site) {
        ObjectNode appointment = resource("Appointment", row.get("appointmentId"));
        text(appointment, "status", row.get("status"));
        list(appointment, "serviceCategory", concept(TERMS + "service-category", row.get("serviceCategory")));
        list(appointment, "serviceType", concept(TERMS + "service-type", row.get("serviceType")));
        one(appointment, "appointmentType", concept(TERMS + "v2-0276", row.get("appointmentType")));
        list(appointment, "specialty", concept(SNOMED, row.get("specialty")));
        ObjectNode participant = object();
        one(participant, "actor", reference(row.patient(), "Patient"));
        list(appointment, "participant", participant.put("status", "tentative"));
        text(appointment, "start", row.get("start"));
        text(appointment, "end", row.get("end"));
        one(
                appointment,
                "cancelationReason",
                concept(TERMS + "appointment-cancellation-reason", row.get("cancelationCode")));
        text(appointment, "description", row.get("description"));
        return List.of(appointment);
    }

    static List<ObjectNode> adverseEvent(McodeRow row, McodeSite site) {
        ObjectNode event = resource("AdverseEvent", row.get("adverseEventId"));
        grading(event, row);
        one(event, "subject", reference(row.patient(), "Patient"));
        one(event, "event", what(row));
        ObjectNode suspect = object();
        one(suspect, "instance", reference(row.get("suspectedCauseId"), row.get("suspectedCauseType")));
        list(event, "suspectEntity", suspect);
        one(
                event,
                "seriousness",
                concept(
                        or(row.get("seriousnessCodeSystem"), TERMS + "adverse-event-seriousness"),
                        row.get("seriousness"),
                        row.get("seriousnessDisplayText")));
        categories(event, row);
        one(event, "severity", concept(TERMS + "adverse-event-severity", row.get("severity")));
        event.put("actuality", or(row.get("actuality"), "actual"));
        list(event, "study", reference(row.get("studyId"), "ResearchStudy"));
        text(event, "date", row.date("effectiveDate"));
        text(event, "recordedDate", row.date("recordedDate"));
        return List.of(event);
    }

    private static String or(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static ObjectNode what(McodeRow row) {
        ObjectNode coding = FhirNodes.coding(
                or(row.get("adverseEventCodeSystem"), SNOMED),
                row.get("adverseEventCode"),
                row.get("adverseEventDisplayText"));
        ObjectNode what = object();
        if (coding != null) {
            text(coding, "version", row.get("adverseEventCodeVersion"));
            what.putArray("coding").add(coding);
        }
        text(what, "text", row.get("adverseEventText"));
        return what;
    }

    private static void categories(ObjectNode event, McodeRow row) {
        String[] codes = row.get("category").split("\\|", -1);
        String[] systems = row.get("categoryCodeSystem").split("\\|", -1);
        String[] displays = row.get("categoryDisplayText").split("\\|", -1);
        for (int i = 0; i < codes.length; i++) {
            String system = i < systems.length ? systems[i] : "";
            add(
                    event,
                    "category",
                    concept(
                            or(system, TERMS + "adverse-event-category"),
                            codes[i],
                            i < displays.length ? displays[i] : ""));
        }
    }

    /** What CTCAE adds to an adverse event. */
    private static void grading(ObjectNode event, McodeRow row) {
        String grade = row.get("grade");
        add(
                event,
                "extension",
                extension(
                        CTCAE + "ctcae-grade",
                        concept(
                                "http://hl7.org/fhir/us/ctcae/CodeSystem/ctcae-grade-code-system",
                                grade,
                                display(GRADES, grade))));
        add(event, "extension", FhirNodes.date(CTCAE + "adverse-event-resolved-date", row.get("resolvedDate")));
        String expectation = row.get("expectation");
        add(
                event,
                "extension",
                extension(
                        CTCAE + "adverse-event-expectation",
                        concept(NCIT, expectation, display(EXPECTATIONS, expectation))));
        String outcome = row.get("seriousnessOutcome");
        add(
                event,
                "extension",
                extension(
                        CTCAE + "adverse-event-seriousness-outcome",
                        concept(NCIT, outcome, display(OUTCOMES, outcome))));
        participant(event, row);
    }

    private static void participant(ObjectNode event, McodeRow row) {
        ObjectNode participant = object();
        String function = row.get("functionCode");
        add(
                participant,
                "extension",
                extension("function", concept(TERMS + "v3-ParticipationType", function, display(FUNCTIONS, function))));
        ObjectNode actor = reference(row.get("actor"), "");
        if (actor != null) {
            add(participant, "extension", object().put("url", "actor").set("valueReference", actor));
        }
        if (!participant.isEmpty()) {
            add(event, "extension", participant.put("url", CTCAE + "adverse-event-participant"));
        }
    }

    static List<ObjectNode> trial(McodeRow row, McodeSite site) {
        ObjectNode subject = resource("ResearchSubject", idOf("research-subject", row));
        list(
                subject,
                "identifier",
                identifier(
                        "http://example.com/clinicaltrialsubjectids",
                        "Clinical Trial Subject ID",
                        row.get("trialSubjectID")));
        text(subject, "status", row.get("enrollmentStatus"));
        String system = row.get("trialResearchSystem");
        ObjectNode study = object();
        text(study, "system", system);
        study.put("value", row.get("trialResearchID"));
        subject.putObject("study").set("identifier", study);
        one(subject, "individual", reference(row.patient(), "Patient"));
        one(subject, "period", period(row.get("startDate"), row.get("endDate")));
        ObjectNode trial = resource("ResearchStudy", idOf("research-study", row));
        text(trial, "status", row.get("trialStatus"));
        ObjectNode where = object().put("display", "ID associated with Clinical Trial");
        where.putObject("identifier").put("system", site.siteSystem()).put("value", site.siteId());
        list(trial, "site", where);
        list(trial, "identifier", identifier(system, "Clinical Trial Research ID", row.get("trialResearchID")));
        return List.of(subject, trial);
    }

    private static ObjectNode identifier(String system, String type, String value) {
        ObjectNode identifier = object();
        text(identifier, "system", system);
        identifier.putObject("type").put("text", type);
        return identifier.put("value", value);
    }

    /** One review; several of one patient are the reviews of one plan. */
    static List<ObjectNode> planChange(McodeRow row, McodeSite site) {
        ObjectNode plan = resource("CarePlan", idOf("care-plan", row));
        plan.putObject("meta").putArray("profile").add(ICARE + "with-review");
        add(plan, "extension", review(row));
        one(plan, "subject", reference(row.patient(), "Patient"));
        plan.put("status", "draft").put("intent", "proposal");
        list(plan, "category", concept("http://argonaut.hl7.org", "assess-plan"));
        return List.of(plan);
    }

    private static ObjectNode review(McodeRow row) {
        ObjectNode review = object().put("url", ICARE + "review");
        String display = row.get("reasonDisplayText");
        ObjectNode reason = concept(SNOMED, row.get("reasonCode"), display);
        if (reason != null) {
            ObjectNode why = object().put("url", "CarePlanChangeReason");
            why.set("valueCodeableConcept", reason);
            text(reason, "text", display);
            add(review, "extension", why);
        }
        if (!row.get("dateOfCarePlan").isEmpty()) {
            add(review, "extension", object().put("url", "ReviewDate").put("valueDate", row.get("dateOfCarePlan")));
        }
        add(
                review,
                "extension",
                object().put("url", "ChangedFlag")
                        .put("valueBoolean", row.get("changed").equalsIgnoreCase("true")));
        return review;
    }

    /** Joins the reviews of the same patient into one plan, in the order of the rows. */
    static void join(ObjectNode plan, ObjectNode other) {
        other.path("extension").forEach(review -> add(plan, "extension", review));
    }
}
