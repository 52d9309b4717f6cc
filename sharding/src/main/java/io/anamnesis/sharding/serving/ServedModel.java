package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.model.ModelCohort;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.fusion.ModalityBlock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model with the way from a patient's numbers to its blocks. Immutable; safe on any thread. */
public final class ServedModel {
    private final FusionView.Model identity;
    private final FusionModel model;
    private final List<Modality> modalities;
    private final List<List<FeatureSpec>> features;
    private final Evidence evidence;
    private final @Nullable ModelCohort cohort;
    private final ThreadLocal<ServedPass> passes = ThreadLocal.withInitial(this::newPass);

    /**
     * Checks that it can be served.
     *
     * @param features one list a block, in the block's order and of its names
     * @throws IllegalArgumentException where a block is no modality or its names are not those of {@code features}
     */
    public ServedModel(FusionView.Model identity, FusionModel model, List<List<FeatureSpec>> features) {
        this(identity, model, features, Evidence.NONE);
    }

    /**
     * As above.
     *
     * @param evidence of the patients whom it was made with
     * @throws IllegalArgumentException also where that is of other features or scores
     */
    public ServedModel(
            FusionView.Model identity, FusionModel model, List<List<FeatureSpec>> features, Evidence evidence) {
        this(identity, model, features, evidence, null);
    }

    private ServedModel(
            FusionView.Model identity,
            FusionModel model,
            List<List<FeatureSpec>> features,
            Evidence evidence,
            @Nullable ModelCohort cohort) {
        this.cohort = cohort;
        evidence.check(features.stream().mapToInt(List::size).sum(), model.outcome());
        this.evidence = evidence;
        this.identity = identity;
        this.model = model;
        this.features = features.stream().map(List::copyOf).toList();
        List<Modality> found = new ArrayList<>();
        for (int b = 0; b < model.blocks().size(); b++) {
            ModalityBlock block = model.blocks().get(b);
            found.add(Modality.ofWireName(block.name())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a model of live patients has blocks that are modalities, not " + block.name())));
            if (!block.features()
                    .equals(features.get(b).stream().map(FeatureSpec::name).toList())) {
                throw new IllegalArgumentException("the features of " + block.name() + " are not those of the model");
            }
        }
        this.modalities = List.copyOf(found);
    }

    /** The same, with whom it learned from. */
    public ServedModel learnedFrom(ModelCohort whom) {
        return new ServedModel(identity, model, features, evidence, whom);
    }

    /** Whom it learned from; null of the default, which learned from nobody. */
    public @Nullable ModelCohort cohort() {
        return cohort;
    }

    /** Which model. */
    public FusionView.Model identity() {
        return identity;
    }

    /** The model itself. */
    public FusionModel model() {
        return model;
    }

    /** The modality of each block. */
    public List<Modality> modalities() {
        return modalities;
    }

    /** The features of each block. */
    public List<List<FeatureSpec>> features() {
        return features;
    }

    /** How each feature, block after block, and then each score was spread when it was made; none where nobody counted. */
    public List<ReferenceHistogram> reference() {
        return evidence.reference();
    }

    /** What was kept of the patients whom it was made with. */
    public Evidence evidence() {
        return evidence;
    }

    /** This thread's workspace; its results stand until the thread's next run. */
    public ServedPass pass() {
        return passes.get();
    }

    private ServedPass newPass() {
        return new ServedPass(this);
    }
}
