package io.anamnesis.sharding.fusion;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime with one thread on an exported model. */
final class OnnxSession implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    OnnxSession(byte[] model) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        session = environment.createSession(model, options);
    }

    /** The output of one patient's tokens, rows × width. */
    float[] run(float[] tokens, int rows, String output) throws OrtException {
        long[] shape = {rows, tokens.length / rows};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(tokens), shape);
                OrtSession.Result result = session.run(Map.of("tokens", input))) {
            return ((float[][]) result.get(output).orElseThrow().getValue())[0];
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
