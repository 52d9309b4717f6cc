package io.anamnesis.sharding.profile.imaging;

import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.ImagingInstance;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import io.anamnesis.sharding.profile.modality.Kind;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tree of studies, series and objects, each by the path of its uids; what was measured, by the same path; and embeddings, by
 * model.
 */
public final class ImagingSlice implements ModalitySlice {
    private static final int MAX_TERMS = 5_000;

    private final int maxItems;
    private final Holdings<StudyItem> studies = new Holdings<>(
            new Kind<>("study", StudyItem.class, Map.of("studyInstanceUid", StudyItem::studyInstanceUid)));
    private final Holdings<SeriesItem> series = new Holdings<>(new Kind<>(
            "series",
            SeriesItem.class,
            Map.of(
                    "dicomModality", SeriesItem::dicomModality,
                    "bodyPart", SeriesItem::bodyPart,
                    "studyInstanceUid", SeriesItem::studyInstanceUid)));
    private final Holdings<InstanceItem> instances = new Holdings<>(new Kind<>(
            "instance",
            InstanceItem.class,
            Map.of(
                    "studyInstanceUid", InstanceItem::studyInstanceUid,
                    "seriesInstanceUid", InstanceItem::seriesInstanceUid,
                    "sopClassUid", InstanceItem::sopClassUid)));
    private final Holdings<MeasurementItem> measurements = new Holdings<>(new Kind<>(
            "measurement",
            MeasurementItem.class,
            Map.of(
                    "studyInstanceUid", MeasurementItem::studyInstanceUid,
                    "seriesInstanceUid", MeasurementItem::seriesInstanceUid)));
    private final Holdings<EmbeddingItem> embeddings = new Holdings<>(new Kind<>(
            "embedding", EmbeddingItem.class, Map.of("seriesInstanceUid", EmbeddingItem::seriesInstanceUid)));

    public ImagingSlice(int maxItems) {
        this.maxItems = maxItems;
    }

    @Override
    public Modality modality() {
        return Modality.IMAGING;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<Holdings<?>> holdings() {
        return List.of(studies, series, instances, measurements, embeddings);
    }

    /** A message can add one of each kind. */
    @Override
    public @Nullable Rejection refusal(Payload payload) {
        long asked =
                holdings().stream().mapToLong(Holdings::keys).sum() + holdings().size();
        return asked > maxItems ? new Rejection.LimitReached("imaging items a patient", maxItems, asked) : null;
    }

    @Override
    public void place(Payload payload, Evidence evidence, ItemChanges changes) {
        ImagingStudy study = ((Payload.ImagingPayload) payload).study();
        ImagingInstance instance = study.instance();
        String seriesKey = study.studyInstanceUid() + "|" + study.seriesInstanceUid();
        studies.put(
                study.studyInstanceUid(),
                new StudyItem(
                        study.studyInstanceUid(),
                        instance == null ? null : instance.studyDescription(),
                        instance == null ? null : instance.studyDate()),
                evidence,
                changes);
        series.put(seriesKey, seriesItem(study, instance), evidence, changes);
        String key = seriesKey;
        if (instance != null) {
            key = seriesKey + "|" + instance.sopInstanceUid();
            instances.put(key, instanceItem(study, instance), evidence, changes);
        }
        measured(key, study, instance, evidence, changes);
        Embedding embedding = study.embedding();
        if (embedding != null) {
            EmbeddingItem item = EmbeddingItem.of(study.studyInstanceUid(), study.seriesInstanceUid(), embedding);
            embeddings.put(embedding.model(), item, evidence, changes);
        }
    }

    /** A newer message that measures nothing takes back what an older one measured of the same object. */
    private void measured(
            String key,
            ImagingStudy study,
            @Nullable ImagingInstance instance,
            Evidence evidence,
            ItemChanges changes) {
        boolean nothing = study.features().isEmpty() && study.measurements().isEmpty();
        MeasurementItem item = new MeasurementItem(
                study.studyInstanceUid(),
                study.seriesInstanceUid(),
                instance == null ? null : instance.sopInstanceUid(),
                study.features(),
                study.measurements());
        measurements.put(key, nothing ? null : item, evidence, changes);
    }

    private static SeriesItem seriesItem(ImagingStudy study, @Nullable ImagingInstance instance) {
        return new SeriesItem(
                study.studyInstanceUid(),
                study.seriesInstanceUid(),
                study.dicomModality(),
                study.bodyPart(),
                instance == null ? null : instance.seriesDescription(),
                instance == null ? null : instance.seriesDate(),
                instance == null ? null : instance.header(),
                instance == null ? List.of() : instance.identifyingAttributes());
    }

    private static InstanceItem instanceItem(ImagingStudy study, ImagingInstance instance) {
        return new InstanceItem(
                study.studyInstanceUid(),
                study.seriesInstanceUid(),
                instance.sopInstanceUid(),
                instance.sopClassUid(),
                instance.instanceNumber(),
                instance.frames(),
                instance.rows(),
                instance.columns(),
                instance.transferSyntaxUid());
    }

    @Override
    public Map<String, Double> features() {
        return ImagingFeatures.of(studies, series, instances, measurements);
    }

    @Override
    public Set<String> terms() {
        TreeSet<String> terms = new TreeSet<>();
        series.values().forEach(each -> {
            terms.add("imaging:" + each.dicomModality());
            if (each.bodyPart() != null) {
                terms.add("body-part:" + each.bodyPart());
            }
        });
        while (terms.size() > MAX_TERMS) {
            terms.pollLast();
        }
        return terms;
    }

    @Override
    public Map<String, float[]> vectors() {
        Map<String, float[]> vectors = new HashMap<>();
        embeddings.values().forEach(each -> vectors.put(each.model(), each.vector()));
        return vectors;
    }
}
