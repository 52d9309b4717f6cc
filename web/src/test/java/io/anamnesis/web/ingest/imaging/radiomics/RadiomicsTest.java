package io.anamnesis.web.ingest.imaging.radiomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RadiomicsTest {
    /** Haralick 1973, figure 3: an image of 4 by 4 with the grey levels 0 to 3. */
    private static final double[] HARALICK = {0, 0, 1, 1, 0, 0, 1, 1, 0, 2, 2, 2, 2, 2, 3, 3};

    private static final RadiomicsSettings BY_ONE = new RadiomicsSettings(1, 0, 0, true);

    private static Volume plane(int columns, double... values) {
        return new Volume(columns, values.length / columns, 1, 1, values);
    }

    private static Volume everywhere(Volume image) {
        double[] ones = new double[image.voxels()];
        Arrays.fill(ones, 1);
        return new Volume(image.sizeX(), image.sizeY(), image.sizeZ(), 1, ones);
    }

    /** The four matrices of figure 3, whose sums are 24, 18, 24 and 18; row and column begin at the first level. */
    @ParameterizedTest
    @CsvSource({"0, 24, '4,2,1,0'", "1, 18, '4,1,0,0'", "2, 24, '6,0,2,0'", "3, 18, '2,1,3,0'"})
    void matrices_equal_those_of_haralicks_example(int direction, int pairs, String firstRow) {
        Volume image = plane(4, HARALICK);
        Cooccurrence matrix = Cooccurrence.of(Region.of(image, everywhere(image), 1, BY_ONE), true)
                .get(direction);

        String[] expected = firstRow.split(",", -1);
        for (int level = 1; level <= 4; level++) {
            assertThat(matrix.probability(1, level) * pairs)
                    .isCloseTo(Double.parseDouble(expected[level - 1]), within(1e-12));
        }
    }

    @Test
    void a_region_of_one_level_has_the_limits_of_the_formulas_and_no_nan() {
        Volume image = plane(3, 7, 7, 7, 7, 7, 7);

        Map<String, Double> features = Radiomics.features(image, everywhere(image), 1, RadiomicsSettings.DEFAULT);

        assertThat(features.values()).allSatisfy(value -> assertThat(value).isFinite());
        assertThat(features)
                .containsEntry("firstorder_Entropy", 0.0)
                .containsEntry("firstorder_Uniformity", 1.0)
                .containsEntry("glcm_Correlation", 1.0)
                .containsEntry("glcm_MCC", 1.0)
                .containsEntry("glcm_Contrast", 0.0);
    }

    @Test
    void a_single_voxel_has_no_neighbours_and_so_no_texture() {
        Volume image = plane(2, 7, 9);
        Volume mask = plane(2, 1, 0);

        assertThat(Radiomics.features(image, mask, 1, RadiomicsSettings.DEFAULT))
                .containsEntry("firstorder_Mean", 7.0)
                .doesNotContainKey("glcm_Contrast");
    }

    @Test
    void bins_begin_at_a_multiple_of_the_width_also_below_zero() {
        Volume image = plane(4, -30, -25, -1, 24);

        assertThat(Region.of(image, everywhere(image), 1, RadiomicsSettings.DEFAULT)
                        .levelProbabilities())
                .containsExactly(0.25, 0.5, 0.25);
    }

    @Test
    void the_greatest_intensity_belongs_to_the_last_of_a_number_of_bins() {
        Volume image = plane(4, 0, 1, 2, 4);

        assertThat(Region.of(image, everywhere(image), 1, new RadiomicsSettings(25, 2, 0, false))
                        .levelProbabilities())
                .containsExactly(0.5, 0.5);
    }

    @Test
    void what_can_t_be_computed_is_refused_with_its_reason() {
        Volume image = plane(2, 0, 1e9);
        Volume none = plane(2, 0, 0);

        assertThatThrownBy(() -> Radiomics.features(image, everywhere(image), 1, RadiomicsSettings.DEFAULT))
                .isInstanceOfSatisfying(
                        UnusableRegion.class, e -> assertThat(e.code()).isEqualTo("too-many-grey-levels"));
        assertThatThrownBy(() -> Radiomics.features(image, none, 1, RadiomicsSettings.DEFAULT))
                .isInstanceOfSatisfying(
                        UnusableRegion.class, e -> assertThat(e.code()).isEqualTo("empty-region"));
        assertThatThrownBy(() -> Radiomics.features(image, plane(1, 1, 1), 1, RadiomicsSettings.DEFAULT))
                .isInstanceOfSatisfying(
                        UnusableRegion.class, e -> assertThat(e.code()).isEqualTo("mask-mismatch"));
    }
}
