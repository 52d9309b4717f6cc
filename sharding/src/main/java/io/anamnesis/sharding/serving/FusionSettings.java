package io.anamnesis.sharding.serving;

import com.typesafe.config.Config;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.sharding.fusion.DefaultFusion;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.fusion.Standardiser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How patients are fused; each is explained in {@code reference.conf}.
 *
 * @param width of the fused vector
 * @param seed of the projections
 * @param minInterval a patient's feed tells what the model makes of it at most this often
 * @param rowsABeat patients whom a node fuses anew in one beat of its index after another model was promoted
 * @param features of the default model, by modality in the order of the modalities
 */
public record FusionSettings(int width, long seed, Duration minInterval, int rowsABeat, List<Block> features) {
    /** Checks and copies. */
    public FusionSettings {
        features = List.copyOf(features);
        if (width < 2 || width > 4_096 || rowsABeat < 1) {
            throw new IllegalArgumentException("a fused vector has 2 to 4,096 numbers and a beat at least 1 row, here "
                    + width + " and " + rowsABeat);
        }
    }

    /** What the default model looks at of a modality. */
    public record Block(Modality modality, List<Feature> features) {
        /** Copies. */
        public Block {
            features = List.copyOf(features);
        }
    }

    /**
     * A feature of the default model.
     *
     * @param centre what is common, in its unit
     * @param scale how far it commonly lies from that, in its unit
     */
    public record Feature(FeatureSpec spec, float centre, float scale) {
        /** Checks. */
        public Feature {
            if (!(scale > 0) || !Float.isFinite(centre)) {
                throw new IllegalArgumentException("the scale of " + spec.name() + " is above 0, here " + scale);
            }
        }
    }

    /** Reads the part of the config under {@code anamnesis.sharding.fusion}. */
    public static FusionSettings from(Config config) {
        List<Block> blocks = new ArrayList<>();
        for (Modality modality : Modality.values()) {
            List<Feature> features = config.getConfigList("default-features." + modality.wireName()).stream()
                    .map(FusionSettings::feature)
                    .toList();
            if (!features.isEmpty()) {
                blocks.add(new Block(modality, features));
            }
        }
        return new FusionSettings(
                config.getInt("width"),
                config.getLong("seed"),
                config.getDuration("min-interval"),
                config.getInt("rows-a-beat"),
                blocks);
    }

    private static Feature feature(Config feature) {
        return new Feature(
                FeatureSpec.of(feature.getString("name"), feature.hasPath("unit") ? feature.getString("unit") : "1"),
                (float) feature.getDouble("centre"),
                (float) feature.getDouble("scale"));
    }

    /** What is served before anything was learned: {@link DefaultFusion} over these features. */
    public ServedModel defaultModel() {
        List<ModalityBlock> blocks = new ArrayList<>();
        List<Standardiser> standardisers = new ArrayList<>();
        List<List<FeatureSpec>> specs = new ArrayList<>();
        for (Block block : features) {
            List<FeatureSpec> of = block.features().stream().map(Feature::spec).toList();
            specs.add(of);
            blocks.add(new ModalityBlock(
                    block.modality().wireName(),
                    of.stream().map(FeatureSpec::name).toList()));
            standardisers.add(standardiser(block.features()));
        }
        return new ServedModel(
                new FusionView.Model("default", 1, "default", 0),
                new DefaultFusion(blocks, standardisers, width, seed),
                specs);
    }

    private static Standardiser standardiser(List<Feature> features) {
        float[] centres = new float[features.size()];
        float[] scales = new float[features.size()];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = features.get(i).centre();
            scales[i] = features.get(i).scale();
        }
        return new Standardiser(centres, scales);
    }
}
