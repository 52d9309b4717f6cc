package io.anamnesis.sharding.profile.imaging;

import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.ImagingInstance;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.IndexElements;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import io.anamnesis.sharding.profile.modality.Kind;
import io.anamnesis.sharding.profile.modality.LatestVectors;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree of studies, series and objects, each by the path of its uids; what was measured, by the same path; and embeddings, by
 * series and model: the one that was issued last.
 */
public final class ImagingSlice implements ModalitySlice {
    /** Of all embeddings of a patient, in floats: some two thousand vectors of 512, 20 MB. */
    static final long MAX_VECTOR_VALUES = 1_000_000;

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

    /** 3: each series has its own embedding of a model. */
    @Override
    public int version() {
        return 3;
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
        if (asked > maxItems) {
            return new Rejection.LimitReached("imaging items a patient", maxItems, asked);
        }
        Embedding embedding = ((Payload.ImagingPayload) payload).study().embedding();
        long values = embedding == null
                ? 0
                : embedding.dimension()
                        + embeddings
                                .values()
                                .mapToLong(EmbeddingItem::dimension)
                                .sum();
        return values > MAX_VECTOR_VALUES
                ? new Rejection.LimitReached("values of image embeddings a patient", MAX_VECTOR_VALUES, values)
                : null;
    }

    @Override
    public void place(Payload payload, Evidence evidence, ItemChanges changes) {
        ImagingStudy study = ((Payload.ImagingPayload) payload).study();
        ImagingInstance instance = study.instance();
        String seriesKey = ImagingElements.key(study.studyInstanceUid(), study.seriesInstanceUid());
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
            embeddings.put(seriesKey + "|" + embedding.model(), item, evidence, changes);
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

    /** Studies in which something was measured. */
    @Override
    public List<Occasion> earlier(int most) {
        return new ImagingStudies(series, instances, measurements).earlier(most);
    }

    @Override
    public IndexElements elements(int most) {
        return new ImagingElements(studies, series, instances).elements(measurements, most);
    }

    @Override
    public Map<String, List<float[]>> vectors(int most) {
        LatestVectors latest = new LatestVectors();
        embeddings.forEach((key, holding) -> {
            EmbeddingItem item = holding.value();
            if (item != null) {
                latest.add(item.model(), holding.evidence().observedAt(), key, item::vector);
            }
        });
        return latest.latest(most);
    }
}
