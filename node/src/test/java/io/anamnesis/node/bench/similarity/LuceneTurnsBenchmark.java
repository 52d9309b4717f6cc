package io.anamnesis.node.bench.similarity;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.sharding.similarity.SimilaritySettings;
import io.anamnesis.sharding.similarity.SpaceSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Our graph and Lucene's in turns, a pass over the queries each, so that a machine whose speed changes changes both; and the times at
 * equal recall, between the settings measured. Run with {@code -Dbenchmark=turns}; properties as of {@link SimilarityPeersBenchmark},
 * and {@code rounds}, 12. The table is left in {@code target/similarity-turns.md}.
 */
@Tag("benchmark")
@EnabledIfSystemProperty(
        named = "benchmark",
        matches = "turns",
        disabledReason = "benchmark: run with -Dbenchmark=turns")
class LuceneTurnsBenchmark {
    private static final int NEIGHBOURS = 10;
    private static final int[] OUR_EFFORTS = {36, 48, 64, 80, 120, 160};
    private static final int[] LUCENE_EFFORTS = {40, 56, 72, 112, 140, 180};

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** One setting of a contender. */
    private record Setting(Contender contender, int effort, double recall, List<Double> seconds) {
        double median() {
            List<Double> sorted = seconds.stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }

    @Test
    void our_graph_and_lucene_in_turns() throws Exception {
        SimilarityOptions options = new SimilarityOptions(
                Integer.getInteger("vectors", 100_000),
                Integer.getInteger("dimension", 512),
                Integer.getInteger("queries", 500),
                NEIGHBOURS,
                Duration.ZERO,
                Long.getLong("seed", 1));
        SpaceSettings shipped = SimilaritySettings.from(ConfigFactory.load()).space("bench");
        VectorSet set = VectorSet.clustered(options);
        List<String> lines = new ArrayList<>();
        lines.add("Java " + Runtime.version() + "; load average " + Report.loadAverage() + "; " + set.name());
        try (OurSpace ours = new OurSpace(shipped, false);
                LucenePeer lucene = new LucenePeer()) {
            double ourBuild = built(ours, set);
            double luceneBuild = built(lucene, set);
            int[][] truth = Arrays.stream(set.queries())
                    .map(query -> ours.truth(query, NEIGHBOURS, null))
                    .toArray(int[][]::new);
            List<Setting> settings = new ArrayList<>();
            for (int i = 0; i < OUR_EFFORTS.length; i++) {
                settings.add(setting(ours, OUR_EFFORTS[i], set, truth));
                settings.add(setting(lucene, LUCENE_EFFORTS[i], set, truth));
            }
            for (int round = 0; round < Integer.getInteger("rounds", 12); round++) {
                for (Setting setting : settings) {
                    setting.seconds.add(pass(setting.contender, setting.effort, set));
                }
            }
            for (Setting setting : settings) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%s, effort %d: recall %.4f, %.0f queries a CPU second (median)",
                        setting.contender.name(),
                        setting.effort,
                        setting.recall,
                        1 / setting.median()));
            }
            for (double recall : new double[] {0.95, 0.97, 0.99}) {
                double our = secondsAt(recall, of(ours, settings));
                double their = secondsAt(recall, of(lucene, settings));
                lines.add(String.format(
                        Locale.ROOT,
                        "at recall %.2f: %.0f against %.0f, %.2f ×",
                        recall,
                        1 / our,
                        1 / their,
                        their / our));
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "build: %.1f against %.1f CPU s, %.2f ×",
                    ourBuild,
                    luceneBuild,
                    luceneBuild / ourBuild));
        }
        Files.write(Path.of("target", "similarity-turns.md"), lines);
    }

    private double built(Contender contender, VectorSet set) throws Exception {
        long before = threads.getCurrentThreadCpuTime();
        contender.build(set, List.of());
        return (threads.getCurrentThreadCpuTime() - before) / 1e9;
    }

    /** Warms up, too. */
    private Setting setting(Contender contender, int effort, VectorSet set, int[][] truth) throws Exception {
        int hits = 0;
        for (int i = 0; i < truth.length; i++) {
            Set<Integer> right = new HashSet<>();
            Arrays.stream(truth[i]).forEach(right::add);
            for (int row : contender.nearest(set.queries()[i], NEIGHBOURS, effort, null)) {
                hits += right.contains(row) ? 1 : 0;
            }
        }
        for (int i = 0; i < 3; i++) {
            pass(contender, effort, set);
        }
        return new Setting(contender, effort, hits / (double) (NEIGHBOURS * truth.length), new ArrayList<>());
    }

    /** Seconds of processor time a query. */
    private double pass(Contender contender, int effort, VectorSet set) throws Exception {
        long before = threads.getCurrentThreadCpuTime();
        for (float[] query : set.queries()) {
            contender.nearest(query, NEIGHBOURS, effort, null);
        }
        return (threads.getCurrentThreadCpuTime() - before) / 1e9 / set.queries().length;
    }

    private static List<Setting> of(Contender contender, List<Setting> settings) {
        return settings.stream().filter(one -> one.contender == contender).toList();
    }

    /** Between the two settings whose recalls are around it, along the logarithm of what is missed. */
    private static double secondsAt(double recall, List<Setting> settings) {
        for (int i = 1; i < settings.size(); i++) {
            Setting less = settings.get(i - 1);
            Setting more = settings.get(i);
            if (less.recall <= recall && recall < more.recall) {
                double part =
                        Math.log((1 - less.recall) / (1 - recall)) / Math.log((1 - less.recall) / (1 - more.recall));
                return less.median() + part * (more.median() - less.median());
            }
        }
        return Double.NaN;
    }
}
