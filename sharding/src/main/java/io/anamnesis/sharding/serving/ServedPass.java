package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.AttentionPass;
import io.anamnesis.sharding.fusion.FusionPass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thread's workspace for a served model: put a patient's numbers in, read the results, put the next one in. A model that was taught with
 * earlier studies and days is given those as tokens of their own; any other looks at what holds now.
 */
public final class ServedPass {
    /** Of {@link #occasion}: the token is what holds now. */
    public static final int NOW = -1;

    private final ServedModel served;
    private final FusionPass pass;
    /** The same pass where it takes several tokens of a block. */
    private final @Nullable AttentionPass severally;

    private final float[][] vectors;
    private final float[][] given;
    private final float[][] earlier;
    private final double[] lastObserved;
    private final float[] days;
    private final int[] blockOf;
    private final int[] occasionOf;

    ServedPass(ServedModel served) {
        this.served = served;
        this.pass = served.model().newPass();
        int most = served.model() instanceof AttentionFusion attention
                        && !attention.earlier().blocks().isEmpty()
                ? attention.mostTokens()
                : 0;
        this.severally = most > 0 ? (AttentionPass) pass : null;
        int blocks = served.features().size();
        this.vectors = new float[blocks][];
        this.earlier = new float[blocks][];
        for (int b = 0; b < blocks; b++) {
            vectors[b] = new float[served.features().get(b).size()];
            earlier[b] = new float[vectors[b].length];
        }
        this.given = new float[blocks][];
        this.lastObserved = new double[blocks];
        this.days = new float[blocks];
        this.blockOf = new int[most];
        this.occasionOf = new int[most];
    }

    /** Encodes and fuses one patient; false where none of the model's modalities is there. */
    @SuppressWarnings("NullAway") // the blocks of a pass are null where they are missing
    public boolean run(PatientNumbers patient) {
        boolean any = false;
        for (int b = 0; b < vectors.length; b++) {
            Modality modality = served.modalities().get(b);
            boolean present = patient.present(modality);
            given[b] = present ? vectors[b] : null;
            lastObserved[b] = present ? patient.lastObserved(modality) : Double.NaN;
            any |= present;
            if (present) {
                encode(patient, modality, b);
            }
        }
        TokenAges.write(lastObserved, days);
        if (severally == null) {
            pass.run(given, days);
        } else {
            severally(severally, patient);
        }
        return any;
    }

    private void encode(PatientNumbers patient, Modality modality, int block) {
        List<FeatureSpec> features = served.features().get(block);
        float[] into = vectors[block];
        for (int i = 0; i < into.length; i++) {
            FeatureSpec feature = features.get(i);
            into[i] = feature.value(patient.number(modality, feature.name()));
        }
    }

    /** What holds now comes first, so that where the model has no room for all it is what was long ago that is left out. */
    private void severally(AttentionPass tokens, PatientNumbers patient) {
        tokens.begin();
        for (int b = 0; b < given.length; b++) {
            if (given[b] != null) {
                add(tokens, b, given[b], days[b], NOW);
            }
        }
        for (int b = 0; b < given.length; b++) {
            if (given[b] != null) {
                earlier(tokens, b, patient.earlier(served.modalities().get(b)));
            }
        }
        tokens.finish();
    }

    private void earlier(AttentionPass tokens, int block, List<Occasion> occasions) {
        boolean room = true;
        for (int i = 0; i < occasions.size() && room; i++) {
            Occasion occasion = occasions.get(i);
            if (OccasionVectors.write(occasion, served.features().get(block), earlier[block])) {
                room = add(tokens, block, earlier[block], TokenAges.of(occasion, block, lastObserved), i);
            }
        }
    }

    private boolean add(AttentionPass tokens, int block, float[] vector, float age, int occasion) {
        int token = tokens.tokens();
        boolean taken = tokens.add(block, vector, age);
        if (taken) {
            blockOf[token] = block;
            occasionOf[token] = occasion;
        }
        return taken;
    }

    /** What the model made of the patient. */
    public FusionPass result() {
        return pass;
    }

    /** How many tokens the patient had; 0 where the model looks at what holds now alone. */
    public int tokens() {
        return severally == null ? 0 : severally.tokens();
    }

    /** The block that a token is of. */
    public int block(int token) {
        return blockOf[token];
    }

    /** Which of the modality's earlier occasions a token is, from 0, or {@link #NOW}. */
    public int occasion(int token) {
        return occasionOf[token];
    }

    /** How much a token counted; all together 1, those of a block its share. */
    public float attention(int token) {
        return severally == null ? Float.NaN : severally.attention(token);
    }

    /** The value of a feature as the model was given it; NaN where it is unknown. Only of a block that is present. */
    public float input(int block, int feature) {
        return vectors[block][feature];
    }

    /** A copy of the fused vector. */
    public float[] fused() {
        float[] copy = new float[served.model().fusedWidth()];
        pass.copyFused(copy);
        return copy;
    }
}
