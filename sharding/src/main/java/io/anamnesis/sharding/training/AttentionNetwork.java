package io.anamnesis.sharding.training;

import io.anamnesis.sharding.fusion.AgeFeatures;
import io.anamnesis.sharding.fusion.AttentionLayout;
import io.anamnesis.sharding.fusion.AttentionLayout.Part;
import io.anamnesis.sharding.fusion.AttentionWeights;
import io.anamnesis.sharding.training.LookStep.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One patient's way through an attention model in double precision, and back: the same formulas as {@code fusion.AttentionCore}, of
 * which it keeps what the gradient needs. One thread's; run {@link #forward} and then {@link #backward} of the same patient.
 */
final class AttentionNetwork {
    private final AttentionLayout layout;
    private final int width;
    private final List<LayerTape> tapes = new ArrayList<>();
    private final double[] tokens;
    private final double[] normed;
    private final double[] keysAndValues;
    private final double[] pooled;
    private final double[] fused;
    private final NormStep last;
    private final NormStep end;
    private final LookStep pool;
    private final double[] scores;
    private final double[] dTokens;
    private final double[] dNormed;
    private final double[] dWide;
    private final double[] dPooled;
    private final double[] dFused;
    private List<Token> patient = List.of();

    /**
     * A token as the network takes it.
     *
     * @param values of the block, standardised
     * @param days how old it is beside the patient's newest token; NaN where that is not known
     * @param age as {@link AgeFeatures} says of it
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    record Token(int block, double[] values, float days, double[] age) {
        static Token of(int block, double[] values, float days) {
            float[] features = new float[AttentionWeights.TIME_FEATURES];
            AgeFeatures.write(days, features);
            double[] age = new double[features.length];
            Arrays.setAll(age, i -> features[i]);
            return new Token(block, values, days, age);
        }

        /** The same, of a patient whose newest token is so old. */
        Token beside(float newest) {
            return newest > 0 ? of(block, values, days - newest) : this;
        }
    }

    /** What one layer keeps. */
    private static final class LayerTape {
        final NormStep before;
        final NormStep between;
        final LookStep look;
        final double[] normed;
        final double[] projected;
        final double[] mixed;
        final double[] normedBetween;
        final double[] raised;

        LayerTape(AttentionLayout layout, int most) {
            int width = layout.shape().width();
            before = new NormStep(most, width);
            between = new NormStep(most, width);
            look = new LookStep(most, most, width, layout.shape().heads());
            normed = new double[most * width];
            projected = new double[most * 3 * width];
            mixed = new double[most * width];
            normedBetween = new double[most * width];
            raised = new double[most * layout.shape().hidden()];
        }
    }

    /** @param most tokens of a patient */
    AttentionNetwork(AttentionLayout layout, int most) {
        this.layout = layout;
        width = layout.shape().width();
        for (int l = 0; l < layout.shape().layers(); l++) {
            tapes.add(new LayerTape(layout, most));
        }
        tokens = new double[most * width];
        normed = new double[most * width];
        keysAndValues = new double[most * 2 * width];
        pooled = new double[width];
        fused = new double[width];
        last = new NormStep(most, width);
        end = new NormStep(1, width);
        pool = new LookStep(1, most, width, layout.shape().heads());
        scores = new double[layout.outputs()];
        dTokens = new double[most * width];
        dNormed = new double[most * width];
        dWide = new double[most * Math.max(3 * width, layout.shape().hidden())];
        dPooled = new double[width];
        dFused = new double[width];
    }

    /**
     * Logits or log-hazard of a patient with at least one token.
     *
     * @return what stands until the next run
     */
    double[] forward(double[] parameters, List<Token> tokensOfPatient) {
        patient = tokensOfPatient;
        int count = patient.size();
        for (int t = 0; t < count; t++) {
            Token token = patient.get(t);
            LinearStep.forward(parameters, layout.embedding(token.block), token.values, 1, tokens, t * width);
            LinearStep.forwardAdd(parameters, layout.time(), token.age, 1, tokens, t * width);
        }
        for (int l = 0; l < tapes.size(); l++) {
            layer(parameters, layout.layer(l), tapes.get(l), count);
        }
        last.forward(parameters, layout.last(), tokens, count, normed);
        LinearStep.forward(parameters, layout.pool(), normed, count, keysAndValues);
        pool.forward(
                new Rows(parameters, layout.query(), width),
                1,
                new Rows(keysAndValues, 0, 2 * width),
                new Rows(keysAndValues, width, 2 * width),
                count,
                pooled);
        end.forward(parameters, layout.fused(), pooled, 1, fused);
        LinearStep.forward(parameters, layout.head(), fused, 1, scores);
        return scores;
    }

    private void layer(double[] parameters, AttentionLayout.Layer parts, LayerTape tape, int count) {
        tape.before.forward(parameters, parts.before(), tokens, count, tape.normed);
        LinearStep.forward(parameters, parts.projections(), tape.normed, count, tape.projected);
        tape.look.forward(
                new Rows(tape.projected, 0, 3 * width),
                count,
                new Rows(tape.projected, width, 3 * width),
                new Rows(tape.projected, 2 * width, 3 * width),
                count,
                tape.mixed);
        LinearStep.forwardAdd(parameters, parts.output(), tape.mixed, count, tokens, 0);
        tape.between.forward(parameters, parts.between(), tokens, count, tape.normedBetween);
        LinearStep.forward(parameters, parts.rise(), tape.normedBetween, count, tape.raised);
        for (int i = 0; i < count * parts.rise().outs(); i++) {
            tape.raised[i] = Math.max(0, tape.raised[i]);
        }
        LinearStep.forwardAdd(parameters, parts.fall(), tape.raised, count, tokens, 0);
    }

    /**
     * Adds the gradient of the loss at the patient of the last run.
     *
     * @param dScores by how much the loss grows with each score
     */
    void backward(double[] parameters, double[] dScores, double[] gradient) {
        int count = patient.size();
        Arrays.fill(dFused, 0);
        Arrays.fill(dPooled, 0);
        LinearStep.backward(parameters, layout.head(), fused, dScores, 0, 1, gradient, dFused);
        end.backward(parameters, layout.fused(), dFused, 1, gradient, dPooled);
        Arrays.fill(dWide, 0, count * 2 * width, 0);
        pool.backward(
                new Rows(parameters, layout.query(), width),
                1,
                new Rows(keysAndValues, 0, 2 * width),
                new Rows(keysAndValues, width, 2 * width),
                count,
                dPooled,
                new Rows(gradient, layout.query(), width),
                new Rows(dWide, 0, 2 * width),
                new Rows(dWide, width, 2 * width));
        Arrays.fill(dTokens, 0, count * width, 0);
        through(parameters, layout.pool(), normed, count, gradient);
        last.backward(parameters, layout.last(), dNormed, count, gradient, dTokens);
        for (int l = tapes.size() - 1; l >= 0; l--) {
            layerBack(parameters, layout.layer(l), tapes.get(l), count, gradient);
        }
        for (int t = 0; t < count; t++) {
            Token token = patient.get(t);
            LinearStep.backward(
                    parameters, layout.embedding(token.block), token.values, dTokens, t * width, 1, gradient, null);
            LinearStep.backward(parameters, layout.time(), token.age, dTokens, t * width, 1, gradient, null);
        }
    }

    /** From {@code dWide} through a matrix to {@code dNormed}. */
    private void through(double[] parameters, Part part, double[] x, int count, double[] gradient) {
        Arrays.fill(dNormed, 0, count * width, 0);
        LinearStep.backward(parameters, part, x, dWide, 0, count, gradient, dNormed);
    }

    /** {@code dTokens} holds what the layer's output did, and then what its input did: what goes around the steps stays. */
    private void layerBack(
            double[] parameters, AttentionLayout.Layer parts, LayerTape tape, int count, double[] gradient) {
        int raised = count * parts.rise().outs();
        Arrays.fill(dWide, 0, raised, 0);
        LinearStep.backward(parameters, parts.fall(), tape.raised, dTokens, 0, count, gradient, dWide);
        for (int i = 0; i < raised; i++) {
            dWide[i] = tape.raised[i] > 0 ? dWide[i] : 0;
        }
        through(parameters, parts.rise(), tape.normedBetween, count, gradient);
        tape.between.backward(parameters, parts.between(), dNormed, count, gradient, dTokens);

        Arrays.fill(dNormed, 0, count * width, 0);
        LinearStep.backward(parameters, parts.output(), tape.mixed, dTokens, 0, count, gradient, dNormed);
        Arrays.fill(dWide, 0, count * 3 * width, 0);
        tape.look.backward(
                new Rows(tape.projected, 0, 3 * width),
                count,
                new Rows(tape.projected, width, 3 * width),
                new Rows(tape.projected, 2 * width, 3 * width),
                count,
                dNormed,
                new Rows(dWide, 0, 3 * width),
                new Rows(dWide, width, 3 * width),
                new Rows(dWide, 2 * width, 3 * width));
        through(parameters, parts.projections(), tape.normed, count, gradient);
        tape.before.backward(parameters, parts.before(), dNormed, count, gradient, dTokens);
    }
}
