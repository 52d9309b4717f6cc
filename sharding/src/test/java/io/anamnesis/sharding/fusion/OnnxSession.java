package io.anamnesis.sharding.fusion;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** ONNX Runtime with one thread on an exported model. */
public final class OnnxSession implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;

    public OnnxSession(byte[] model) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        session = environment.createSession(model, options);
    }

    /** The rows of an output for rows of each input. */
    public float[][] run(Map<String, float[][]> inputs, String output) throws OrtException {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (Map.Entry<String, float[][]> input : inputs.entrySet()) {
                tensors.put(input.getKey(), OnnxTensor.createTensor(environment, input.getValue()));
            }
            try (OrtSession.Result result = session.run(tensors, Set.of(output))) {
                return (float[][]) result.get(output).orElseThrow().getValue();
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    /** What the file says of the model. */
    public Map<String, String> properties() throws OrtException {
        return session.getMetadata().getCustomMetadata();
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
