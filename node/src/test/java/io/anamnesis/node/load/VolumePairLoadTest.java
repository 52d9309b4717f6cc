package io.anamnesis.node.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.reading.IdentityMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Images and masks that lie side by side. */
class VolumePairLoadTest extends LoadedFolder {
    private static final String SMALL = """
            NRRD0004
            type: uchar
            dimension: 3
            sizes: 3 3 1
            encoding: raw
            space directions: (1,0,0) (0,1,0) (0,0,1)

            """;

    private final List<JsonNode> sent = new ArrayList<>();

    private static ReadHints hints(Map<String, String> parameters) throws IOException {
        return new ReadHints(
                null,
                null,
                null,
                Instant.parse("2026-03-01T00:00:00Z"),
                null,
                Map.of(),
                parameters.isEmpty() ? IdentityMap.none() : mapped(),
                parameters);
    }

    private static IdentityMap mapped() throws IOException {
        return IdentityMap.read(new ByteArrayInputStream(
                "system,identifier,patient\nnrrd-name,a,p-17\n".getBytes(StandardCharsets.UTF_8)));
    }

    private FakeNode hearing() throws IOException {
        FakeNode node = node();
        node.answer(batch -> {
            sent.addAll(batch);
            return FakeNode.report(batch, accepted, line -> line);
        });
        return node;
    }

    private Path volume(String name, String voxels) throws IOException {
        return Files.writeString(input.resolve(name + ".nrrd"), SMALL + voxels, StandardCharsets.ISO_8859_1);
    }

    @Test
    void real_pairs_are_measured_as_the_baseline_says_under_their_names() throws Exception {
        for (String name : new String[] {"breast1_image", "breast1_label"}) {
            Files.copy(SharedData.file("imaging_radiomics/" + name + ".nrrd"), input.resolve(name + ".nrrd"));
        }

        LoadReport report = Loads.load(
                Loads.options(folder, hints(Map.of()), true), hearing().url());

        assertThat(report.refusedCount()).isZero();
        assertThat(sent).hasSize(1);
        JsonNode message = sent.get(0);
        assertThat(message.path("patient").asText()).isEqualTo("breast1");
        assertThat(message.at("/origin/document").asText()).isEqualTo("breast1_image.nrrd");
        assertThat(message.at("/origin/element").asText()).isEqualTo("with breast1_label.nrrd");
        assertThat(message.at("/payload/seriesInstanceUid").asText()).matches("2\\.25\\.[1-9][0-9]{30,38}");
        String golden = Files.readAllLines(SharedData.file("imaging_radiomics/golden_baseline_firstorder.csv")).stream()
                .filter(line -> line.startsWith("original_firstorder_Mean,"))
                .findFirst()
                .orElseThrow();
        double mean = Double.parseDouble(golden.split(",", -1)[9]);
        assertThat(message.at("/payload/features/firstorder_Mean").asDouble()).isCloseTo(mean, within(mean * 1e-6));
        assertThat(report.lines()).anyMatch(line -> line.matches("imaging +nrrd +1 +1 +0 +0 +.*"));
    }

    @Test
    void a_pair_without_its_other_half_is_refused_with_what_is_missing_and_nothing_is_read_twice() throws Exception {
        volume("a_image", "abcdefghi");
        volume("a_label", "\1\1\1\1\1\1\1\1\0");
        volume("b_image", "abcdefghi");
        volume("c_label", "\1\1\1\1\1\1\1\1\0");
        volume("d", "abcdefghi");
        volume("d-label", "\1\1\1\1\1\1\1\1\0");
        volume("e", "abcdefghi");
        volume("a-mask", "\1\1\1\1\1\1\1\1\0");
        Files.writeString(input.resolve("f_image.nrrd"), "no volume");
        volume("f_label", "\1\1\1\1\1\1\1\1\0");

        LoadReport report = Loads.load(
                Loads.options(folder, hints(Map.of()), true), hearing().url());

        assertThat(sent).extracting(message -> message.path("patient").asText()).containsExactlyInAnyOrder("a", "d");
        assertThat(report.refusedByCode())
                .containsOnly(
                        Map.entry("mask-required", 2L),
                        Map.entry("image-required", 2L),
                        Map.entry("unexpected-part", 1L));
        assertThat(report.lines())
                .anyMatch(line -> line.contains("b_image.nrrd") && line.contains("b_label.nrrd"))
                .anyMatch(line -> line.contains("c_label.nrrd") && line.contains("c_image.nrrd"));
    }

    @Test
    void parameters_and_identities_say_what_the_volumes_do_not() throws Exception {
        volume("a_image", "abcdefghi");
        volume("a_label", "\2\2\2\2\1\1\1\1\0");
        Map<String, String> said = Map.of("modality", "MR", "body-part", "BREAST", "label", "2");

        Loads.load(Loads.options(folder, hints(said), true), hearing().url());

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).path("patient").asText()).isEqualTo("p-17");
        assertThat(sent.get(0).at("/payload/dicomModality").asText()).isEqualTo("MR");
        assertThat(sent.get(0).at("/payload/bodyPart").asText()).isEqualTo("BREAST");
        assertThat(sent.get(0).at("/payload/features/firstorder_Maximum").asDouble())
                .isEqualTo('d');
        LoadReport refused = Loads.load(
                Loads.options(folder, hints(Map.of("label", "none")), true),
                hearing().url());
        assertThat(refused.refusedByCode()).containsOnlyKeys("bad-parameter");
        LoadReport undated = Loads.load(
                Loads.options(folder, Loads.NO_HINTS, true), hearing().url());
        assertThat(undated.refusedByCode()).containsOnlyKeys("missing-time");
    }

    @Test
    void a_mask_that_changed_has_its_image_measured_again_and_else_both_are_done() throws Exception {
        volume("a_image", "abcdefghi");
        Path mask = volume("a_label", "\1\1\1\1\1\1\1\1\0");
        LoadOptions options = Loads.options(folder, hints(Map.of()), true);
        FakeNode node = hearing();
        Loads.load(options, node.url());
        assertThat(Loads.load(options, node.url()).acceptedCount()).isZero();
        assertThat(sent).hasSize(1);

        volume("a_label", "\1\1\1\0\0\0\0\0\0");
        Files.setLastModifiedTime(mask, FileTime.fromMillis(1_000));
        Loads.load(options, node.url());

        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).at("/payload/features/firstorder_Maximum").asDouble())
                .isEqualTo('c');
        assertThat(sent.get(1).at("/payload/seriesInstanceUid"))
                .isEqualTo(sent.get(0).at("/payload/seriesInstanceUid"));
    }
}
