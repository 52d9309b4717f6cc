package io.anamnesis.node.bench.similarity;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.sharding.similarity.SimilaritySettings;
import io.anamnesis.sharding.similarity.SpaceSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Our exact scan and our graph beside Lucene, JVector as it comes, Faiss and Cassandra's SAI, on the same sets in one run. Run
 * with {@code -Dbenchmark=similarity}; the tables are left in {@code target/similarity-benchmark.md}. Further properties:
 * {@code vectors}, {@code dimension}, {@code queries}, {@code seconds}, {@code seed} (100000, 512, 500, 3, 1), and {@code sai},
 * false to leave Cassandra out.
 */
@Tag("benchmark")
@EnabledIfSystemProperty(
        named = "benchmark",
        matches = "similarity",
        disabledReason = "benchmark: run with -Dbenchmark=similarity")
class SimilarityPeersBenchmark {

    @Test
    void ours_and_theirs() throws Exception {
        SimilarityOptions options = new SimilarityOptions(
                Integer.getInteger("vectors", 100_000),
                Integer.getInteger("dimension", 512),
                Integer.getInteger("queries", 500),
                10,
                Duration.ofSeconds(Integer.getInteger("seconds", 3)),
                Long.getLong("seed", 1));
        SpaceSettings shipped = SimilaritySettings.from(ConfigFactory.load()).space("bench");
        double load = Report.loadAverage();
        double plainSum = PlainSum.bytesPerSecond((long) options.vectors() * options.dimension() * Float.BYTES);
        List<Figures> figures = new ArrayList<>();
        for (VectorSet set : List.of(
                VectorSet.clustered(options),
                MnistImages.read(SharedData.file("embeddings/mnist_t10k-images-idx3-ubyte.gz")))) {
            Measurement measurement = new Measurement(set, options, shipped);
            for (Contender contender : contenders(shipped)) {
                figures.add(measurement.of(contender));
                // what is there so far is worth having when a later one fails
                write(new Report(load, plainSum, figures));
            }
            if (FaissPeer.isThere()) {
                figures.addAll(FaissPeer.measure(measurement, options));
            }
            write(new Report(load, plainSum, figures));
        }
    }

    private static List<Contender> contenders(SpaceSettings shipped) throws Exception {
        List<Contender> contenders = new ArrayList<>(List.of(
                new OurSpace(shipped, true), new OurSpace(shipped, false), new LucenePeer(), new JVectorPeer()));
        if (Boolean.parseBoolean(System.getProperty("sai", "true"))) {
            contenders.add(new SaiPeer());
        }
        return contenders;
    }

    private static void write(Report report) throws Exception {
        Files.write(Path.of("target", "similarity-benchmark.md"), report.lines());
    }
}
