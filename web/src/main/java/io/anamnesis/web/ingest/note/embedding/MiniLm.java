package io.anamnesis.web.ingest.note.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * The model all-MiniLM-L6-v2 by ONNX Runtime: token vectors, their mean, length 1 (Reimers and Gurevych, Sentence-BERT,
 * arXiv:1908.10084). One thread inside, so that the same sentence always gives the same bits.
 */
final class MiniLm implements AutoCloseable {
    static final int DIMENSION = 384;
    /** The name of its space. */
    static final String NAME = "all-minilm-l6-v2-q";

    private final WordPieces pieces;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private MiniLm(WordPieces pieces, OrtEnvironment environment, OrtSession session) {
        this.pieces = pieces;
        this.environment = environment;
        this.session = session;
    }

    /** Takes half a second and some 60 MB outside of the heap. */
    static MiniLm load() throws IOException, OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        environment.setTelemetry(false);
        try (InputStream vocabulary = resource("/all-minilm-l6-v2-q-tokenizer.json");
                InputStream model = resource("/all-minilm-l6-v2-q.onnx");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return new MiniLm(
                    WordPieces.read(vocabulary), environment, environment.createSession(model.readAllBytes(), options));
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(MiniLm.class.getResourceAsStream(name), name);
    }

    /**
     * A vector of length 1. One sentence a run: the model scales its 8-bit numbers by the largest in the batch, so that in a
     * batch a sentence's vector would depend on its neighbours (cosine 0.99 to the one made alone).
     */
    float[] embed(String sentence) throws OrtException {
        long[] ids = pieces.ids(sentence);
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        try (OnnxTensor inputIds = row(ids);
                OnnxTensor attention = row(mask);
                OnnxTensor types = row(new long[ids.length]);
                OrtSession.Result result = session.run(
                        Map.of("input_ids", inputIds, "attention_mask", attention, "token_type_ids", types))) {
            return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
        }
    }

    private OnnxTensor row(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static float[] mean(FloatBuffer hidden, int tokens) {
        double[] sum = new double[DIMENSION];
        for (int token = 0; token < tokens; token++) {
            for (int d = 0; d < DIMENSION; d++) {
                sum[d] += hidden.get(token * DIMENSION + d);
            }
        }
        return unit(sum);
    }

    /** Of length 1; as it is where its length is 0. */
    static float[] unit(double[] vector) {
        double square = 0;
        for (double value : vector) {
            square += value * value;
        }
        double length = square == 0 ? 1 : Math.sqrt(square);
        float[] unit = new float[vector.length];
        for (int d = 0; d < unit.length; d++) {
            unit[d] = (float) (vector[d] / length);
        }
        return unit;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
