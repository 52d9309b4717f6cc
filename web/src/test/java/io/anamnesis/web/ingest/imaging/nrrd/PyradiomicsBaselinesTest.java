package io.anamnesis.web.ingest.imaging.nrrd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.imaging.radiomics.Radiomics;
import io.anamnesis.web.ingest.imaging.radiomics.RadiomicsSettings;
import io.anamnesis.web.ingest.imaging.radiomics.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published baselines of pyradiomics, with the settings that each of its columns states. */
class PyradiomicsBaselinesTest {
    private static final double RELATIVE = 1e-6;

    @ParameterizedTest
    @CsvSource({
        "brain1, firstorder, brain1",
        "breast1, firstorder, breast1",
        "brain1, glcm, brain1",
        "breast1, glcm, breast1",
        "brain1, glcm, brain1_2d",
        "breast1, glcm, breast1_2d",
        "brain1, glcm, brain1_FBN",
        "breast1, glcm, breast1_FBN",
    })
    void features_equal_the_baseline(String image, String kind, String column) throws IOException {
        Map<String, String> baseline = column(kind, column);
        Map<String, Double> features =
                Radiomics.features(volume(image + "_image"), volume(image + "_label"), 1, settings(baseline));

        int compared = 0;
        for (Map.Entry<String, String> each : baseline.entrySet()) {
            if (each.getKey().startsWith("original_")) {
                double expected = Double.parseDouble(each.getValue());
                String name = each.getKey().substring("original_".length());
                assertThat(features).as(name).containsKey(name);
                assertThat(features.get(name)).as(name).isCloseTo(expected, within(Math.abs(expected) * RELATIVE));
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(kind.equals("glcm") ? 23 : 18);
    }

    @ParameterizedTest
    @CsvSource({"prostate_phantom_subvolume, prostate_phantom_subvolume-label"})
    void an_image_without_a_baseline_gives_finite_features(String image, String label) throws IOException {
        Map<String, Double> features = Radiomics.features(volume(image), volume(label), 1, RadiomicsSettings.DEFAULT);

        assertThat(features).hasSizeGreaterThan(40);
        assertThat(features.values()).allSatisfy(value -> assertThat(value).isFinite());
    }

    private static RadiomicsSettings settings(Map<String, String> baseline) {
        String stated = baseline.getOrDefault("diagnostics_Configuration_Settings", "");
        return new RadiomicsSettings(
                number(stated, "binWidth", 25),
                (int) number(stated, "binCount", 0),
                number(stated, "voxelArrayShift", 0),
                stated.contains("'force2D': True"));
    }

    private static double number(String settings, String name, double otherwise) {
        Matcher found = Pattern.compile("'" + name + "': ([-0-9.]+)").matcher(settings);
        return found.find() ? Double.parseDouble(found.group(1)) : otherwise;
    }

    private static Map<String, String> column(String kind, String column) throws IOException {
        Map<String, String> values = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                        .ofNamedCsvRecord(SharedData.file("imaging_radiomics/golden_baseline_" + kind + ".csv"));
                Stream<NamedCsvRecord> rows = csv.stream()) {
            rows.forEach(row -> values.put(row.getField("featureName"), row.getField(column)));
        }
        return values;
    }

    private static Volume volume(String name) throws IOException {
        try (InputStream in = Files.newInputStream(SharedData.file("imaging_radiomics/" + name + ".nrrd"))) {
            return NrrdReader.read(in);
        }
    }
}
