package io.anamnesis.node.bench.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.node.bench.similarity.Figures.Point;
import io.anamnesis.sharding.similarity.SimilaritySettings;
import io.anamnesis.sharding.similarity.SpaceSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimilarityMeasurementTest {
    private static final SimilarityOptions SMALL = new SimilarityOptions(2000, 24, 20, 5, Duration.ZERO, 7);
    private static final SpaceSettings SHIPPED =
            SimilaritySettings.from(ConfigFactory.load()).space("bench");

    @Test
    void the_clustered_set_is_the_same_for_the_same_seed_and_of_unit_length() {
        VectorSet set = VectorSet.clustered(SMALL);

        assertThat(set.base())
                .hasDimensions(2000, 24)
                .isDeepEqualTo(VectorSet.clustered(SMALL).base());
        assertThat(set.queries()).hasDimensions(20, 24);
        for (float[] vector : set.queries()) {
            double squares = 0;
            for (float element : vector) {
                squares += element * element;
            }
            assertThat(squares).isBetween(0.9999, 1.0001);
        }
    }

    @Test
    void filters_pass_the_share_that_they_say() {
        assertThat(RowFilter.of(100_000, 3))
                .allSatisfy(filter -> assertThat(filter.rows().getCardinality() / 1000.0)
                        .isBetween(0.8 * filter.percent(), 1.2 * filter.percent()));
    }

    @Test
    void our_exact_scan_finds_all_and_our_graph_nearly_all() throws Exception {
        // Given a small set
        Measurement measurement = new Measurement(VectorSet.clustered(SMALL), SMALL, SHIPPED);

        // When both ways are measured
        Figures exact = measurement.of(new OurSpace(SHIPPED, true));
        Figures graph = measurement.of(new OurSpace(SHIPPED, false));

        // Then nothing is missing from the one, and little from the other; with filters nothing from either
        assertThat(exact.points()).extracting(Point::recall).containsExactly(1.0);
        assertThat(graph.at(0.95).recall()).isGreaterThanOrEqualTo(0.95);
        assertThat(exact.filtered()).hasSize(4).allMatch(point -> point.recall() == 1);
        assertThat(graph.filtered()).hasSize(4).allMatch(point -> point.recall() >= 0.95);
        assertThat(graph.bytesPerVector()).isGreaterThan(exact.bytesPerVector());
        assertThat(String.join("\n", new Report(0, 1e9, List.of(exact, graph)).lines()))
                .contains("ours, exact", "ours, graph", "50.0 %", "0.1 %");
    }

    @Test
    void the_cheapest_setting_that_finds_enough_is_told() {
        Figures figures = new Figures(
                "x", "y", 1, 1, 1, List.of(point("10", 0.9), point("20", 0.96), point("30", 0.97)), List.of());

        assertThat(figures.at(0.95).what()).isEqualTo("20");
        assertThat(figures.at(0.99).what()).isEqualTo("30");
    }

    @Test
    void options_out_of_range_are_told_with_both_numbers() {
        assertThatThrownBy(() -> new SimilarityOptions(10, 24, 20, 5, Duration.ZERO, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--vectors")
                .hasMessageContaining("1000")
                .hasMessageContaining("10");
    }

    private static Point point(String what, double recall) {
        return new Point(what, recall, 1, 1, 1);
    }
}
