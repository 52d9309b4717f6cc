package io.anamnesis.sharding.profile.clinical;

import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.RawText;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.IndexElements;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import io.anamnesis.sharding.profile.modality.Kind;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Resources by (source system, type, id), a kind a type. Of a resource the version issued last holds; one that is deleted or
 * was entered in error leaves the picture, and is counted.
 */
public final class ClinicalSlice implements ModalitySlice {
    /** Types with a kind of their own; permanent, and only ever added to at the end. */
    private static final List<String> TYPES = List.of(
            "Patient",
            "Condition",
            "Observation",
            "MedicationRequest",
            "MedicationStatement",
            "MedicationAdministration",
            "Procedure",
            "AllergyIntolerance",
            "DiagnosticReport",
            "ImagingStudy",
            "Encounter",
            "FamilyMemberHistory",
            "DocumentReference",
            "Consent",
            "Immunization");

    /** The kind of what comes as a message of a type that no reader makes. */
    private static final String OTHER = "other-resource";

    private final int maxItems;
    private final Map<String, Holdings<ClinicalResource>> byType = new LinkedHashMap<>();
    private final Holdings<ClinicalResource> others = new Holdings<>(kind(OTHER));

    public ClinicalSlice(int maxItems) {
        this.maxItems = maxItems;
        TYPES.forEach(type -> byType.put(type, new Holdings<>(kindOf(type))));
    }

    private static Kind<ClinicalResource> kind(String name) {
        return new Kind<>(
                name,
                ClinicalResource.class,
                Map.of(
                        "resourceType", ClinicalResource::resourceType,
                        "resourceId", ClinicalResource::resourceId,
                        "status", ClinicalResource::status,
                        "codeSystem", ClinicalResource::codeSystem,
                        "code", ClinicalResource::code));
    }

    /** {@code MedicationRequest} is {@code medication-request}. */
    private static Kind<ClinicalResource> kindOf(String type) {
        Kind<ClinicalResource> kind =
                kind(type.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
        return RawText.isDocument(type) ? kind.under(RawText.TAG) : kind;
    }

    @Override
    public Modality modality() {
        return Modality.CLINICAL;
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public List<Holdings<?>> holdings() {
        return Stream.<Holdings<?>>concat(byType.values().stream(), Stream.of(others))
                .toList();
    }

    private Stream<Holdings<ClinicalResource>> all() {
        return Stream.concat(byType.values().stream(), Stream.of(others));
    }

    @Override
    public @Nullable Rejection refusal(Payload payload) {
        long asked = all().mapToLong(Holdings::keys).sum() + 1;
        return asked > maxItems ? new Rejection.LimitReached("clinical resources a patient", maxItems, asked) : null;
    }

    @Override
    public void place(Payload payload, Evidence evidence, ItemChanges changes) {
        ClinicalResource resource = ((Payload.ClinicalPayload) payload).resource();
        byType.getOrDefault(resource.resourceType(), others)
                .put(
                        evidence.source().system() + "|" + resource.resourceType() + "|" + resource.resourceId(),
                        resource.withdrawn() ? null : resource,
                        evidence,
                        changes);
    }

    @Override
    public Map<String, Double> features() {
        ClinicalFeatures features = new ClinicalFeatures();
        all().forEach(each ->
                each.all().forEach(held -> features.add(each.kind().name(), held)));
        return features.features();
    }

    @Override
    public IndexElements elements(int most) {
        ClinicalElements elements = new ClinicalElements();
        all().forEach(each -> each.forEach(elements::add));
        return elements.elements(most);
    }
}
