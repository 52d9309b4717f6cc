package io.anamnesis.sharding.profile.imaging;

import io.anamnesis.protocol.message.ImagingStudy;
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

/** Series by (study, series). */
public final class ImagingSlice implements ModalitySlice {
    private final int maxItems;
    private final Holdings<ImagingStudy> series = new Holdings<>(new Kind<>(
            "series",
            ImagingStudy.class,
            Map.of(
                    "dicomModality", ImagingStudy::dicomModality,
                    "bodyPart", ImagingStudy::bodyPart,
                    "studyInstanceUid", ImagingStudy::studyInstanceUid)));

    public ImagingSlice(int maxItems) {
        this.maxItems = maxItems;
    }

    @Override
    public Modality modality() {
        return Modality.IMAGING;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Holdings<?>> holdings() {
        return List.of(series);
    }

    @Override
    public @Nullable Rejection refusal(Payload payload) {
        long asked = series.keys() + 1L;
        return asked > maxItems ? new Rejection.LimitReached("image series a patient", maxItems, asked) : null;
    }

    @Override
    public void place(Payload payload, Evidence evidence, ItemChanges changes) {
        ImagingStudy study = ((Payload.ImagingPayload) payload).study();
        series.put(study.studyInstanceUid() + "|" + study.seriesInstanceUid(), study, evidence, changes);
    }

    @Override
    public Map<String, Double> features() {
        Map<String, Double> features = new TreeMap<>();
        series.values().forEach(each -> features.merge("series." + each.dicomModality(), 1.0, Double::sum));
        return features;
    }

    @Override
    public Set<String> terms() {
        Set<String> terms = new TreeSet<>();
        series.values().forEach(each -> {
            terms.add("imaging:" + each.dicomModality());
            if (each.bodyPart() != null) {
                terms.add("body-part:" + each.bodyPart());
            }
        });
        return terms;
    }
}
