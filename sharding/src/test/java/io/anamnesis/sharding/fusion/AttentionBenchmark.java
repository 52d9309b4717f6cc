package io.anamnesis.sharding.fusion;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One patient's forward pass through attention: 8 embedded tokens of width 64, 4 heads, one layer with a feed-forward of 128, and
 * the query that fuses, on one thread. Goal: 15 µs, and a tenth of what ONNX Runtime takes for the same model called a patient.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class AttentionBenchmark {
    private static final int WIDTH = 64;

    /** Tokens of the patient. */
    @Param("8")
    public int tokens = 8;

    private final AttentionWeights weights =
            AttentionWeights.random(new AttentionWeights.Shape(WIDTH, 4, 128, 1), List.of(1), 3, 1);
    private float[] embedded = new float[0];
    private final float[] fused = new float[WIDTH];
    private final float[] scores = new float[3];
    private final AttentionCore simd = new AttentionCore(weights, 16, new SimdAttentionKernel());
    private final AttentionCore scalar = new AttentionCore(weights, 16, new ScalarAttentionKernel());
    private final OnnxSession onnx = open();

    /** Ours with the Vector API. */
    @Benchmark
    public float simd() {
        return run(simd);
    }

    /** Ours without. */
    @Benchmark
    public float scalar() {
        return run(scalar);
    }

    /** ONNX Runtime, one thread, the input's tensor made for the call as a patient's would be. */
    @Benchmark
    public float[] onnxRuntime() throws OrtException {
        return onnx.run(embedded, tokens, "scores");
    }

    private float run(AttentionCore core) {
        System.arraycopy(embedded, 0, core.tokens(), 0, tokens * WIDTH);
        core.run(tokens, fused, scores);
        return scores[0];
    }

    private OnnxSession open() {
        try {
            return new OnnxSession(AttentionOnnx.of(weights));
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As many as are asked for. */
    @Setup
    public void embed() {
        SplittableRandom random = new SplittableRandom(3);
        embedded = new float[tokens * WIDTH];
        for (int i = 0; i < embedded.length; i++) {
            embedded[i] = (float) (random.nextDouble() * 2 - 1);
        }
    }
}
