package io.anamnesis.sharding.profile.glycemic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SortedRunsTest {
    @Test
    void nothing_has_no_quantile() {
        assertThat(new SortedRuns(List.of()).quantile(0.5)).isNaN();
        assertThat(new SortedRuns(List.of(new double[0])).medianDistanceFrom(3)).isNaN();
    }

    @Test
    void quantiles_interpolate_between_neighbours_across_runs() {
        SortedRuns runs = new SortedRuns(List.of(new double[] {1, 4}, new double[0], new double[] {2, 10}));
        assertThat(runs.quantile(0)).isEqualTo(1);
        assertThat(runs.quantile(0.25)).isEqualTo(1.75);
        assertThat(runs.quantile(0.5)).isEqualTo(3);
        assertThat(runs.quantile(1)).isEqualTo(10);
        // distances 2, 1, 1, 7
        assertThat(runs.medianDistanceFrom(3)).isEqualTo(1.5);
    }

    @Property(tries = 300)
    void runs_have_the_order_statistics_of_their_union(
            @ForAll @Size(max = 12) List<@Size(max = 9) List<@DoubleRange(min = 1, max = 40) Double>> given,
            @ForAll @NotEmpty @Size(max = 40) List<@DoubleRange(min = 1, max = 3) Double> repeating,
            @ForAll @DoubleRange(min = 1, max = 40) double centre) {
        List<double[]> runs = new ArrayList<>();
        given.forEach(run -> runs.add(sorted(run)));
        runs.add(sorted(repeating.stream().map(Math::rint).toList()));
        double[] union = runs.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
        double[] distances = Arrays.stream(union)
                .map(value -> Math.abs(value - centre))
                .sorted()
                .toArray();

        SortedRuns found = new SortedRuns(runs);

        for (double share = 0; share <= 1; share += 1.0 / 64) {
            assertThat(found.quantile(share)).isEqualTo(quantile(union, share));
        }
        assertThat(found.medianDistanceFrom(centre)).isEqualTo(quantile(distances, 0.5));
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        double low = sorted[(int) Math.floor(at)];
        double high = sorted[(int) Math.ceil(at)];
        return low + (at - Math.floor(at)) * (high - low);
    }

    private static double[] sorted(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
}
