package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.sharding.fusion.FusionPass;
import java.util.List;

/** One thread's workspace for a served model: put a patient's numbers in, read the results, put the next one in. */
public final class ServedPass {
    private final ServedModel served;
    private final FusionPass pass;
    private final float[][] vectors;
    private final float[][] given;
    private final double[] lastObserved;
    private final float[] days;

    ServedPass(ServedModel served) {
        this.served = served;
        this.pass = served.model().newPass();
        this.vectors = new float[served.features().size()][];
        for (int b = 0; b < vectors.length; b++) {
            vectors[b] = new float[served.features().get(b).size()];
        }
        this.given = new float[vectors.length][];
        this.lastObserved = new double[vectors.length];
        this.days = new float[vectors.length];
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
        pass.run(given, days);
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

    /** What the model made of the patient. */
    public FusionPass result() {
        return pass;
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
