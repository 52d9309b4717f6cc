package io.anamnesis.web.ingest.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.testing.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** HL7 v2, C-CDA, OMOP and FHIR as XML are named as what they are, and nothing else is taken for them. */
class LaterFormatsTest {
    private static String code(byte[] content) {
        return LaterFormats.recognise(content).map(ForeignKind::name).orElse("none");
    }

    private static String code(String content) {
        return code(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void every_hl7_v2_sample_is_known_whatever_its_line_ends_and_byte_order_mark() throws IOException {
        Map<String, byte[]> samples = Archive.files("ehr/hl7v2_samples.zip");
        assertThat(samples).hasSize(139);
        samples.forEach((name, bytes) -> assertThat(code(bytes)).as(name).isEqualTo("hl7v2-later"));
        try (Stream<Path> lines = Files.list(SharedData.file("ehr/hl7v2_lines"))) {
            List<Path> files = lines.toList();
            assertThat(files).hasSize(4);
            for (Path file : files) {
                assertThat(code(Files.readAllBytes(file))).as(file.toString()).isEqualTo("hl7v2-later");
            }
        }
    }

    @Test
    void the_samples_have_the_line_ends_marks_and_counts_that_their_description_says() throws IOException {
        int marks = 0;
        for (byte[] bytes : Archive.files("ehr/hl7v2_samples.zip").values()) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(text).as("LF where the standard says CR").contains("\n").doesNotContain("\r");
            marks += text.startsWith("\uFEFF") ? 1 : 0;
        }
        assertThat(marks).isEqualTo(27);
        String one = "MSH|^~\\&|a|b|c|d|20260301||ADT^A01|1|P|2.3\nPID|1||7\n";
        assertThat(code(one + one)).as("several messages in one file").isEqualTo("hl7v2-later");
    }

    @Test
    void what_an_archiver_left_between_the_tables_of_omop_is_named_as_that_and_upper_case_names_do_not_matter()
            throws IOException {
        Map<String, byte[]> files = Archive.files("ehr/omop_Synthea27Nj_5.4.zip");
        Map<String, Integer> kinds = new TreeMap<>();
        files.forEach((name, bytes) ->
                kinds.merge(ForeignKinds.certain(bytes).map(ForeignKind::name).orElse("none"), 1, Integer::sum));
        assertThat(files.keySet()).anyMatch(name -> name.endsWith("PERSON.csv"));
        assertThat(kinds).containsOnlyKeys("archiver-leftover", "omop-later");
        assertThat(kinds.get("archiver-leftover")).isEqualTo((int) files.keySet().stream()
                .filter(name -> name.contains("__MACOSX"))
                .count());
    }

    @Test
    void every_ccda_sample_is_known() throws IOException {
        Map<String, byte[]> samples = Archive.files("ehr/ccda_samples.zip");
        assertThat(samples).hasSize(12);
        samples.forEach((name, bytes) -> assertThat(code(bytes)).as(name).isEqualTo("ccda-later"));
    }

    @Test
    void every_omop_table_is_known() throws IOException {
        for (Map.Entry<String, byte[]> table :
                Archive.files("ehr/omop_Synthea27Nj_5.4.zip").entrySet()) {
            if (!table.getKey().contains("__MACOSX")) {
                assertThat(code(table.getValue())).as(table.getKey()).isEqualTo("omop-later");
            }
        }
    }

    @Test
    void fhir_as_xml_is_known_and_what_is_none_of_them_is_left_to_others() throws IOException {
        assertThat(
                        code(
                                "<?xml version=\"1.0\"?>\n<!-- c --><Patient xmlns=\"http://hl7.org/fhir\"><id value=\"1\"/></Patient>"))
                .isEqualTo("fhir-xml-later");
        assertThat(List.of(
                        code(""), code("{\"resourceType\":\"Patient\"}"), code("<html></html>"), code("id,value\n1,2")))
                .containsOnly("none");
        for (Map.Entry<String, byte[]> table :
                Archive.files("ehr/synthea_csv_24p.zip").entrySet()) {
            assertThat(code(table.getValue())).as(table.getKey()).isEqualTo("none");
        }
    }
}
