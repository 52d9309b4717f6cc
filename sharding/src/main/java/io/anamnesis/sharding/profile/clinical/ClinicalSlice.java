package io.anamnesis.sharding.profile.clinical;

import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import io.anamnesis.sharding.profile.modality.Kind;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Resources by (source system, type, id). One that was entered in error leaves the picture. */
public final class ClinicalSlice implements ModalitySlice {
    private static final int MAX_TERMS = 5_000;

    private final int maxItems;
    private final Holdings<ClinicalResource> resources = new Holdings<>(new Kind<>(
            "resource",
            ClinicalResource.class,
            Map.of("resourceType", ClinicalResource::resourceType, "code", ClinicalResource::code)));

    public ClinicalSlice(int maxItems) {
        this.maxItems = maxItems;
    }

    @Override
    public Modality modality() {
        return Modality.CLINICAL;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Holdings<?>> holdings() {
        return List.of(resources);
    }

    @Override
    public @Nullable Rejection refusal(Payload payload) {
        long asked = resources.keys() + 1L;
        return asked > maxItems ? new Rejection.LimitReached("clinical resources a patient", maxItems, asked) : null;
    }

    @Override
    public void place(Payload payload, Evidence evidence, ItemChanges changes) {
        ClinicalResource resource = ((Payload.ClinicalPayload) payload).resource();
        boolean gone = "entered-in-error".equals(resource.status());
        resources.put(
                evidence.source().system() + "|" + resource.resourceType() + "|" + resource.resourceId(),
                gone ? null : resource,
                evidence,
                changes);
    }

    @Override
    public Map<String, Double> features() {
        Map<String, Double> features = new TreeMap<>();
        resources.values().forEach(each -> features.merge("resources." + each.resourceType(), 1.0, Double::sum));
        return features;
    }

    @Override
    public Set<String> terms() {
        Set<String> terms = new TreeSet<>();
        resources
                .values()
                .filter(each -> each.code() != null)
                .limit(MAX_TERMS)
                .forEach(each -> terms.add("code:" + each.codeSystem() + "|" + each.code()));
        return terms;
    }
}
