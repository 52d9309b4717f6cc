package io.anamnesis.web.ingest.clinical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of the mCODE extraction layout, each known by columns that no other has. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state, and a set that nobody changes
enum McodeTable {
    PATIENT(McodeResources::patient, "mrn", "familyName", "dateOfBirth"),
    CONDITION(McodeResources::condition, "mrn", "conditionId", "dateOfDiagnosis", "histology"),
    STAGING(McodeResources::staging, "mrn", "conditionId", "stageGroup", "stagingSystem"),
    DISEASE_STATUS(McodeResources::diseaseStatus, "mrn", "diseaseStatusCode", "dateOfObservation"),
    OBSERVATION(McodeResources::observation, "mrn", "observationId", "valueCodeSystem"),
    PROCEDURE(McodeResources::procedure, "mrn", "procedureId", "treatmentIntent"),
    MEDICATION_REQUEST(McodeResources::medicationRequest, "mrn", "requestId", "authoredOn"),
    MEDICATION_ADMINISTRATION(McodeResources::medicationAdministration, "mrn", "medicationId", "startDate"),
    ENCOUNTER(McodeResources::encounter, "mrn", "encounterId", "classCode"),
    APPOINTMENT(McodeEvents::appointment, "mrn", "appointmentId", "appointmentType"),
    CTC_ADVERSE_EVENT(McodeEvents::adverseEvent, "mrn", "adverseEventCode", "grade", "expectation"),
    ADVERSE_EVENT(McodeEvents::adverseEvent, "mrn", "adverseEventCode", "seriousness"),
    CLINICAL_TRIAL(McodeEvents::trial, "trialSubjectID", "enrollmentStatus", "trialResearchID"),
    TREATMENT_PLAN_CHANGE(McodeEvents::planChange, "dateOfCarePlan", "changed");

    private final BiFunction<McodeRow, McodeSite, List<ObjectNode>> resources;
    private final Set<String> columns;

    McodeTable(BiFunction<McodeRow, McodeSite, List<ObjectNode>> resources, String... columns) {
        this.resources = resources;
        this.columns = lower(List.of(columns));
    }

    private static Set<String> lower(Collection<String> names) {
        return names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    /** The table that has these columns; null where none has. */
    static @Nullable McodeTable of(Collection<String> header) {
        Set<String> names = lower(header);
        for (McodeTable table : values()) {
            if (names.containsAll(table.columns)) {
                return table;
            }
        }
        return null;
    }

    /** What a row says, as FHIR R4 resources. */
    List<ObjectNode> resources(McodeRow row, McodeSite site) {
        return resources.apply(row, site);
    }
}
