package io.anamnesis.sharding.similarity;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Scans of 100,000 × 512 floats (205 MB, far more than the caches hold) a second on one core: a plain sum of all of them, which
 * is the bandwidth that there is; each kernel's distance of one query to each vector; and the whole exact search for ten
 * neighbours. Goal: the search at 0.8 of the plain sum or more.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SimilarityBenchmark {
    private static final int VECTORS = 100_000;
    private static final int DIMENSION = 512;
    private static final int A_CHUNK = 512;
    private static final long SEED = 7;

    /** The metric of the search. */
    @Param({"COSINE", "EUCLIDEAN"})
    public Metric metric = Metric.COSINE;

    private final float[][] chunks = new float[VECTORS / A_CHUNK][];
    private final float[] query = random(new Random(SEED), DIMENSION);
    private final VectorKernel scalar = new ScalarKernel();
    private final VectorKernel simd = new SimdKernel();
    private VectorSpace space = emptySpace();

    /** Fills both; together they take 410 MB. */
    @Setup(Level.Trial)
    public void fill() {
        Random random = new Random(SEED);
        space = emptySpace();
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = random(random, A_CHUNK * DIMENSION);
        }
        for (int row = 0; row < VECTORS; row++) {
            space.put(row, List.of(random(random, DIMENSION)));
        }
    }

    /** The bandwidth. */
    @Benchmark
    public float plainSum() {
        float sum = 0;
        for (float[] chunk : chunks) {
            sum += SimdSum.of(chunk);
        }
        return sum;
    }

    /** The plain kernel. */
    @Benchmark
    public float scalarKernel() {
        return nearest(scalar);
    }

    /** The Vector API's kernel. */
    @Benchmark
    public float simdKernel() {
        return nearest(simd);
    }

    /** Everything that a query costs. */
    @Benchmark
    public Neighbours exactSearch() {
        return space.search(NearestQuery.of(query, 10).exactly());
    }

    private float nearest(VectorKernel kernel) {
        float nearest = Float.POSITIVE_INFINITY;
        for (float[] chunk : chunks) {
            for (int from = 0; from < chunk.length; from += DIMENSION) {
                nearest = Math.min(nearest, metric.distance(metric.raw(kernel, query, 0, chunk, from, DIMENSION)));
            }
        }
        return nearest;
    }

    private VectorSpace emptySpace() {
        return new VectorSpace(
                Spaces.settings(metric, Combine.LATEST, Spaces.noGraph()),
                new ReentrantReadWriteLock(),
                ScanCrew.alone(),
                ScanCrew.alone());
    }

    private static float[] random(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }
}
