package io.anamnesis.web.ingest.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DicomJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_header_has_the_shape_of_annex_f() throws IOException {
        JsonNode header = header("pydicom_test_files", "CT_small.dcm");

        assertThat(header.at("/00080060")).isEqualTo(JSON.readTree("{\"vr\":\"CS\",\"Value\":[\"CT\"]}"));
        assertThat(header.at("/00280010")).isEqualTo(JSON.readTree("{\"vr\":\"US\",\"Value\":[128]}"));
        assertThat(header.at("/00280030/Value")).isEqualTo(JSON.readTree("[0.661468,0.661468]"));
        assertThat(header.at("/00100010/Value/0/Alphabetic").asText()).isEqualTo("CompressedSamples^CT1");
        assertThat(header.at("/7FE00010/BulkDataURI").asText()).matches("#bytes=\\d+-\\d+");
        assertThat(header.at("/7FE00010").has("Value")).isFalse();
    }

    @Test
    void names_in_three_scripts_are_told_apart_and_text_is_unicode() throws IOException {
        JsonNode header = header("pydicom_charsets", "chrH31.dcm");

        assertThat(header.at("/00100010/Value/0"))
                .isEqualTo(JSON.readTree(
                        "{\"Alphabetic\":\"Yamada^Tarou\",\"Ideographic\":\"山田^太郎\",\"Phonetic\":\"やまだ^たろう\"}"));
        assertThat(header.at("/00080005/Value/0").asText()).isEqualTo("ISO_IR 192");
    }

    @Test
    void the_same_image_has_the_same_header_in_every_byte_order() throws IOException {
        String archive = "dicomparser_same_ct_many_syntaxes";
        DicomDataset explicit =
                Archives.read(archive, "CT1_UNC.explicit_little_endian.dcm").dataset();
        DicomDataset turned =
                Archives.read(archive, "CT1_UNC.explicit_big_endian.dcm").dataset();

        JsonNode one = JSON.readTree(DicomJson.write(explicit));
        JsonNode other = JSON.readTree(DicomJson.write(turned));

        one.properties().forEach(field -> {
            if (!field.getValue().has("BulkDataURI")) {
                assertThat(other.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue());
            }
        });
    }

    @Test
    void an_empty_value_is_only_its_representation_and_an_empty_one_among_several_is_null() throws IOException {
        byte[] dataset = Bytes.join(
                Bytes.text(Tag.MODALITY, "CS", ""),
                Bytes.text(0x00080008, "CS", "A\\\\B "),
                Bytes.text(Tag.NUMBER_OF_FRAMES, "IS", "one "));
        JsonNode header = JSON.readTree(
                DicomJson.write(Archives.read(Bytes.part10(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, dataset))
                        .dataset()));

        assertThat(header)
                .isEqualTo(JSON.readTree("{\"00080008\":{\"vr\":\"CS\",\"Value\":[\"A\",null,\"B\"]},"
                        + "\"00080060\":{\"vr\":\"CS\"},\"00280008\":{\"vr\":\"IS\",\"Value\":[\"one\"]}}"));
    }

    @Test
    void every_file_of_the_shared_data_gives_valid_json() throws IOException {
        int written = 0;
        for (String archive :
                List.of("pydicom_test_files", "pydicom_data_subset", "pydicom_charsets", "dcm4che_mr_series16")) {
            for (Map.Entry<String, byte[]> each : Archives.of(archive).entrySet()) {
                if (DicomReader.recognises(each.getValue())) {
                    JsonNode header = JSON.readTree(
                            DicomJson.write(Archives.read(each.getValue()).dataset()));
                    assertThat(header.isObject()).as(each.getKey()).isTrue();
                    written++;
                }
            }
        }
        assertThat(written).isGreaterThan(140);
    }

    @Test
    void what_can_identify_a_person_is_listed_beside_the_header() throws IOException {
        DicomDataset dataset =
                Archives.read("pydicom_test_files", "CT_small.dcm").dataset();

        List<String> identifying = IdentifyingAttributes.of(dataset);

        assertThat(identifying)
                .contains(
                        "00100010", "00100020", "00080018", "0020000D", "0020000E", "00080020", "00080080", "00090010")
                .doesNotContain("00080060", "00280010", "00181151", "7FE00010");
    }

    @Test
    void what_identifies_within_a_harmless_sequence_is_listed_by_its_path() throws IOException {
        byte[] dataset = Bytes.sequence(0x00081115, Bytes.text(Tag.SERIES_INSTANCE_UID, "UI", "1.2 "));

        assertThat(IdentifyingAttributes.of(Archives.read(Bytes.part10(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, dataset))
                        .dataset()))
                .containsExactly("00081115.0020000E");
    }

    private static JsonNode header(String archive, String file) throws IOException {
        return JSON.readTree(DicomJson.write(Archives.read(archive, file).dataset()));
    }
}
