package io.anamnesis.web.ingest.imaging.dicom;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files that break a rule, and what is the right thing to make of each. */
class OddFilesTest {
    private static final String FILES = "pydicom_test_files";
    private static final String DATA = "pydicom_data_subset";

    @ParameterizedTest
    @CsvSource({
        "pydicom_test_files, ExplVR_BigEndNoMeta.dcm, true, true, RTPLAN",
        "pydicom_test_files, ExplVR_LitEndNoMeta.dcm, true, false, RTPLAN",
        "pydicom_test_files, rtstruct.dcm, false, false, RTSTRUCT",
        "pydicom_data_subset, OT-PAL-8-face.dcm, false, false, OT",
    })
    void a_bare_data_set_is_read_as_its_first_element_shows(
            String archive, String name, boolean explicit, boolean bigEndian, String modality) throws IOException {
        DicomFile file = Archives.read(archive, name);

        assertThat(file.hasPreamble()).isFalse();
        assertThat(file.meta().isEmpty()).isTrue();
        assertThat(file.transferSyntax().explicit()).isEqualTo(explicit);
        assertThat(file.transferSyntax().bigEndian()).isEqualTo(bigEndian);
        assertThat(file.transferSyntax().statedUid()).isNull();
        assertThat(file.dataset().text(Tag.MODALITY)).isEqualTo(modality);
        assertThat(file.refused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"JLSL_RGB_ILV0.dcm", "JLSL_RGB_ILV1.dcm", "JLSL_RGB_ILV2.dcm", "JLSN_RGB_ILV0.dcm"})
    void a_meta_header_without_a_preamble_states_the_transfer_syntax(String name) throws IOException {
        DicomFile file = Archives.read(DATA, name);

        assertThat(file.hasPreamble()).isFalse();
        assertThat(file.transferSyntax().uid()).startsWith("1.2.840.10008.1.2.4.8");
        assertThat(file.transferSyntax().encapsulated()).isTrue();
    }

    @Test
    void every_file_that_pydicom_has_to_be_forced_to_read_is_read_or_says_at_which_byte_it_is_no_dicom()
            throws IOException {
        List<NamedCsvRecord> forced = Golden.rows().stream()
                .filter(row -> row.getField("read").startsWith("force"))
                .toList();
        assertThat(forced).hasSizeBetween(9, 13);
        for (NamedCsvRecord row : forced) {
            String name = row.getField("file");
            if (name.equals("no_meta.dcm")) {
                assertThatThrownBy(() -> Archives.read(Golden.file(row)))
                        .isInstanceOfSatisfying(UnreadableInput.class, refused -> assertThat(refused.location())
                                .startsWith("byte"));
            } else {
                DicomFile file = Archives.read(Golden.file(row));
                assertThat(file.hasPreamble()).as(name).isFalse();
                assertThat(Objects.requireNonNullElse(file.dataset().text(Tag.MODALITY), ""))
                        .as(name)
                        .isEqualTo(row.getField("modality"));
            }
        }
    }

    @Test
    void a_truncated_plan_keeps_what_stands_before_its_end() throws IOException {
        DicomFile file = Archives.read(FILES, "rtplan_truncated.dcm");

        assertThat(file.isTruncated()).isTrue();
        assertThat(file.refused()).extracting(Refusal::element).allSatisfy(element -> assertThat(element)
                .contains("byte "));
        assertThat(file.dataset().text(Tag.MODALITY)).isEqualTo("RTPLAN");
    }

    @Test
    void an_implicit_sequence_in_un_gives_its_items() throws IOException {
        DicomFile file = Archives.read(DATA, "bad_sequence.dcm");

        assertThat(file.isTruncated()).isFalse();
        assertThat(file.dataset().element(Tag.PIXEL_DATA)).isNotNull();
    }

    @Test
    void text_that_hides_in_un_is_read_as_the_dictionary_says() throws IOException {
        DicomDataset dataset = Archives.read(DATA, "explicit_VR-UN.dcm").dataset();

        assertThat(dataset.text(Tag.MODALITY)).isNotNull();
        assertThat(dataset.text(Tag.STUDY_INSTANCE_UID)).startsWith("1.");
    }

    @Test
    void a_delimiter_among_compressed_bytes_ends_nothing() throws IOException {
        DicomFile file = Archives.read(FILES, "JPEG2000-embedded-sequence-delimiter.dcm");

        assertThat(file.refused()).isEmpty();
        Fragments fragments = requireNonNull(
                requireNonNull(file.dataset().element(Tag.PIXEL_DATA)).fragments());
        assertThat(fragments.list()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pydicom_test_files, priv_SQ.dcm, 1",
        "pydicom_test_files, nested_priv_SQ.dcm, 1",
    })
    void a_private_sequence_gives_its_items(String archive, String name, int sequences) throws IOException {
        DicomDataset dataset = Archives.read(archive, name).dataset();

        assertThat(dataset.elements().stream()
                        .filter(element -> Tag.isPrivate(element.tag()))
                        .filter(element -> !element.items().isEmpty()))
                .hasSizeGreaterThanOrEqualTo(sequences);
    }

    @Test
    void every_file_is_taken_or_named() throws IOException {
        Set<String> whole = new TreeSet<>();
        for (String archive : Set.of(
                FILES,
                DATA,
                "pydicom_charsets",
                "pydicom_dicomdirtests",
                "dcm4che_mr_series16",
                "dicomparser_same_ct_many_syntaxes")) {
            for (Map.Entry<String, byte[]> each : Archives.of(archive).entrySet()) {
                if (!DicomReader.recognises(each.getValue())) {
                    whole.add(each.getKey().substring(each.getKey().lastIndexOf('/') + 1));
                } else {
                    assertThat(Archives.read(each.getValue()).dataset().size())
                            .as(each.getKey())
                            .isPositive();
                }
            }
        }
        // gzip is opened before a reader sees it
        assertThat(whole)
                .containsExactlyInAnyOrder(
                        "FileInfo.txt",
                        "README",
                        "README.md",
                        "README.txt",
                        "crayons.icc",
                        "no_meta.dcm",
                        "rtplan.dump",
                        "rtstruct.dump",
                        "test1.json",
                        "test_PN.json",
                        "zipMR.gz");
    }

    @Test
    void the_sixteen_slices_are_one_series_in_the_order_of_their_numbers() throws IOException {
        Set<String> series = new TreeSet<>();
        Set<String> instances = new TreeSet<>();
        Set<Integer> numbers = new TreeSet<>();
        for (byte[] bytes : Archives.of("dcm4che_mr_series16").values()) {
            DicomDataset dataset = Archives.read(bytes).dataset();
            series.add(dataset.text(Tag.STUDY_INSTANCE_UID) + "|" + dataset.text(Tag.SERIES_INSTANCE_UID));
            instances.add(String.valueOf(dataset.text(Tag.SOP_INSTANCE_UID)));
            numbers.add(requireNonNull(dataset.integer(Tag.INSTANCE_NUMBER)));
        }

        assertThat(series).hasSize(1);
        assertThat(instances).hasSize(16);
        assertThat(numbers).hasSize(16);
    }

    @ParameterizedTest
    @CsvSource({
        "pydicom_test_files, liver_1frame.dcm, SEGMENTATION",
        "pydicom_test_files, rtplan.dcm, RADIOTHERAPY",
        "pydicom_test_files, rtdose.dcm, RADIOTHERAPY",
        "pydicom_test_files, rtstruct.dcm, RADIOTHERAPY",
        "pydicom_test_files, waveform_ecg.dcm, WAVEFORM",
        "pydicom_test_files, test-SR.dcm, STRUCTURED_REPORT",
        "pydicom_test_files, CT_small.dcm, IMAGE_OR_OTHER",
    })
    void objects_other_than_images_are_recognised(String archive, String name, SopClass expected) throws IOException {
        DicomDataset dataset = Archives.read(archive, name).dataset();

        assertThat(SopClass.of(String.valueOf(dataset.text(Tag.SOP_CLASS_UID)))).isEqualTo(expected);
        assertThat(DicomJson.write(dataset)).contains("\"00080016\"");
    }
}
