package io.anamnesis.sharding.index;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.column.Change;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.serving.ActiveModels;
import io.anamnesis.sharding.serving.ServedModel;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.sharding.similarity.ScanCrew;
import io.anamnesis.sharding.similarity.SimilaritySettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the fused vector adds when a digest is taken in, of one of 5,000 patients whose 60 numbers of wearables changed: columns alone,
 * columns with the fused vector.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TakeInBenchmark {
    private static final int PATIENTS = 5_000;
    private static final int NUMBERS = 60;

    private final ServedModel model =
            ShardingSettings.from(ConfigFactory.load()).fusion().defaultModel();
    private PatientColumns columns = new PatientColumns();
    private PatientContent content = newContent();
    private long seq;

    private PatientContent newContent() {
        return new PatientContent(
                SimilaritySettings.from(ConfigFactory.load()),
                new ActiveModels(model),
                1_000,
                new ReentrantReadWriteLock(),
                ScanCrew.alone(),
                ScanCrew.alone());
    }

    /** All patients once. */
    @Setup(Level.Iteration)
    public void fill() {
        columns = new PatientColumns();
        content = newContent();
        seq = 0;
        for (int i = 0; i < PATIENTS; i++) {
            Digest digest = digest();
            columns.apply(digest);
            content.apply(digest);
        }
    }

    private Digest digest() {
        seq++;
        Map<String, Double> numbers = new TreeMap<>();
        for (int i = 0; i < NUMBERS; i++) {
            numbers.put("number-" + i + ".mean[14d]", (double) (seq % 101 + i));
        }
        numbers.put("glucose.mean[14d]", 100.0 + seq % 97);
        numbers.put("heart-rate.mean[14d]", 60.0 + seq % 41);
        return new Digest(
                new PatientId("p-" + seq % PATIENTS),
                0,
                seq,
                Map.of(
                        Modality.WEARABLES,
                        new Digest.Part(seq, Instant.EPOCH, Instant.EPOCH, List.of(), Set.of(), numbers, Map.of())));
    }

    /** To be taken off the others. */
    @Benchmark
    public Digest digestAlone() {
        return digest();
    }

    /** Without the fused vector. */
    @Benchmark
    public Change columns() {
        return columns.apply(digest());
    }

    /** With it. */
    @Benchmark
    public @Nullable Change content() {
        return content.apply(digest());
    }
}
