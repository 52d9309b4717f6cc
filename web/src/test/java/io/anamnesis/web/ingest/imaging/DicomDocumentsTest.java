package io.anamnesis.web.ingest.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.protocol.message.ImagingInstance;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.web.ingest.imaging.dicom.Archives;
import io.anamnesis.web.ingest.imaging.dicom.Bytes;
import io.anamnesis.web.ingest.imaging.dicom.DicomReader;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import io.anamnesis.web.ingest.imaging.dicom.TransferSyntax;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DicomDocumentsTest {
    private static final byte[] IDENTIFIED = Bytes.join(
            Bytes.text(Tag.SOP_INSTANCE_UID, "UI", "1.2.3.4 "),
            Bytes.text(Tag.MODALITY, "CS", "CT"),
            Bytes.text(Tag.STUDY_INSTANCE_UID, "UI", "1.2 "),
            Bytes.text(Tag.SERIES_INSTANCE_UID, "UI", "1.2.3 "));

    @Test
    void an_image_becomes_one_finding_with_its_place_in_the_tree() throws IOException {
        Gathered read = Gathered.of(Archives.file("pydicom_test_files", "CT_small.dcm"), Gathered.UTC);

        assertThat(read.refusals).isEmpty();
        assertThat(read.findings).hasSize(1);
        Finding finding = read.findings.get(0);
        assertThat(finding.subject()).isEqualTo(new Finding.Subject("dicom-patient-id", "1CT1"));
        assertThat(finding.tags()).containsExactly("phi");
        assertThat(finding.origin().document()).isEqualTo("a.dcm");
        ImagingStudy study = read.study();
        ImagingInstance instance = study.instance();
        assertThat(study.dicomModality()).isEqualTo("CT");
        assertThat(instance).isNotNull().satisfies(each -> {
            assertThat(each.rows()).isEqualTo(128);
            assertThat(each.columns()).isEqualTo(128);
            assertThat(each.studyDate()).isEqualTo(LocalDate.of(2004, 1, 19));
            assertThat(each.transferSyntaxUid()).isEqualTo(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
            assertThat(each.header()).contains("\"00280010\"");
            assertThat(each.identifyingAttributes()).contains("00100010", "00100020");
        });
    }

    @Test
    void the_sixteen_slices_are_one_series_of_sixteen_objects() throws IOException {
        List<ImagingStudy> studies = new ArrayList<>();
        for (byte[] file : Archives.of("dcm4che_mr_series16").values()) {
            studies.add(Gathered.of(file, Gathered.DATED).study());
        }

        assertThat(studies)
                .extracting(ImagingStudy::studyInstanceUid)
                .containsOnly(studies.get(0).studyInstanceUid());
        assertThat(studies)
                .extracting(ImagingStudy::seriesInstanceUid)
                .containsOnly(studies.get(0).seriesInstanceUid());
        assertThat(studies)
                .extracting(
                        each -> each.instance() == null ? "" : each.instance().sopInstanceUid())
                .doesNotHaveDuplicates()
                .hasSize(16);
    }

    @Test
    void a_report_becomes_named_numbers_with_units() throws IOException {
        ImagingStudy report = Gathered.of(Archives.file("pydicom_test_files", "test-SR.dcm"), Gathered.DATED)
                .study();

        assertThat(report.dicomModality()).isEqualTo("SR");
        assertThat(report.measurements()).hasSize(2).allSatisfy(each -> {
            assertThat(each.name()).isEqualTo("Diameter");
            assertThat(each.unit()).isEqualTo("cm");
        });
    }

    @Test
    void the_pixels_of_a_frame_become_radiomics_in_hounsfield_units() throws IOException {
        ImagingStudy study = Gathered.of(Archives.file("pydicom_test_files", "CT_small.dcm"), Gathered.MEASURED)
                .study();

        // stored samples run from 128 to 2191 (golden_pydicom_2.3.1.csv) and the intercept is -1024
        assertThat(study.features().get("firstorder_Minimum")).isEqualTo(128 - 1024.0);
        assertThat(study.features().get("firstorder_Maximum")).isEqualTo(2191 - 1024.0);
        assertThat(study.features().get("firstorder_Mean")).isCloseTo(904.9261475 - 1024, within(1e-6));
        assertThat(study.features()).containsKey("glcm_Contrast");
    }

    @Test
    void pixels_without_a_decoder_are_named_and_the_header_is_taken() throws IOException {
        byte[] part1 = Archives.file("pydicom_test_files", "JPEG2000.dcm");
        byte[] part2 = new String(part1, StandardCharsets.ISO_8859_1)
                .replace("1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.93")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Gathered.of(part1, Gathered.MEASURED).study().features()).containsKey("firstorder_Mean");

        Gathered read = Gathered.of(part2, Gathered.MEASURED);

        assertThat(read.refusals).extracting(Refusal::code).containsExactly("transfer-syntax-not-decoded");
        assertThat(read.findings).hasSize(1);
        assertThat(read.study().features()).isEmpty();
    }

    @Test
    void a_directory_gives_no_finding_and_says_how_many_files_it_lists() throws IOException {
        Gathered read = Gathered.of(Archives.file("pydicom_dicomdirtests", "DICOMDIR"), Gathered.DATED);

        assertThat(read.findings).isEmpty();
        assertThat(read.refusals).extracting(Refusal::code).containsExactly("dicom-directory");
        assertThat(read.refusals.get(0).reason()).contains("31 files");
    }

    @Test
    void a_local_time_without_a_zone_is_refused_and_a_stated_offset_is_enough() throws IOException {
        byte[] local = Bytes.part10(
                TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                Bytes.join(
                        Bytes.text(Tag.STUDY_DATE, "DA", "20260301"),
                        Bytes.text(Tag.STUDY_TIME, "TM", "081500"),
                        IDENTIFIED));
        byte[] offset = Bytes.join(local, Bytes.text(Tag.TIMEZONE_OFFSET, "SH", "+0100 "));

        assertThat(Gathered.of(local, ReadingOptions.none()).refusals)
                .extracting(Refusal::code)
                .containsExactly("zone-required");
        assertThat(Gathered.of(offset, ReadingOptions.none()).findings)
                .extracting(Finding::observedAt)
                .containsExactly(Instant.parse("2026-03-01T07:15:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "20260301, 0815, 2026-03-01T08:15:00Z, ''",
        "20260301, 8h15, 2026-03-01T00:00:00Z, (0008;0030) malformed-time",
        "20260301, 256100, 2026-03-01T00:00:00Z, (0008;0030) malformed-time",
        "20260301, '    ', 2026-03-01T00:00:00Z, ''",
        "20260231, 081500, , (0008;0020) malformed-date",
    })
    void a_malformed_time_is_said_to_be_exact_to_its_day_and_a_malformed_date_is_none(
            String date, String time, @Nullable Instant expected, String refused) throws IOException {
        byte[] file = Bytes.part10(
                TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                Bytes.join(Bytes.text(Tag.STUDY_DATE, "DA", date), Bytes.text(Tag.STUDY_TIME, "TM", time), IDENTIFIED));

        Gathered read = Gathered.of(file, Gathered.UTC);

        assertThat(read.findings)
                .extracting(Finding::observedAt)
                .isEqualTo(expected == null ? List.of() : List.of(expected));
        List<String> places = read.refusals.stream()
                .filter(each -> each.code().startsWith("malformed"))
                .map(each -> each.element() + " " + each.code())
                .toList();
        assertThat(places).isEqualTo(refused.isEmpty() ? List.of() : List.of(refused.replace(';', ',')));
        assertThat(read.refusals)
                .extracting(Refusal::code)
                .isEqualTo(
                        expected == null
                                ? List.of("malformed-date", "missing-time")
                                : places.stream().map(each -> "malformed-time").toList());
    }

    @Test
    void an_object_without_a_date_is_refused_unless_the_sender_knows_one() throws IOException {
        byte[] file = Bytes.part10(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, IDENTIFIED);

        assertThat(Gathered.of(file, Gathered.UTC).refusals)
                .extracting(Refusal::code)
                .containsExactly("missing-time");
        assertThat(Gathered.of(file, Gathered.DATED).findings).hasSize(1);
    }

    @Test
    void an_object_without_its_series_is_refused_by_the_tag() throws IOException {
        byte[] file =
                Bytes.part10(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, Bytes.text(Tag.STUDY_INSTANCE_UID, "UI", "1.2 "));

        assertThat(Gathered.of(file, Gathered.DATED).refusals)
                .extracting(Refusal::code, Refusal::element)
                .containsExactly(org.assertj.core.api.Assertions.tuple("missing-identifier", "(0020,000E)"));
    }

    @Test
    void a_header_too_long_for_a_message_is_left_out_with_both_numbers() throws IOException {
        byte[] much = new byte[60_000];
        java.util.Arrays.fill(much, (byte) 'x');
        String text = new String(much, java.nio.charset.StandardCharsets.US_ASCII);
        byte[] file = Bytes.part10(
                TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                Bytes.join(
                        IDENTIFIED,
                        Bytes.text(0x00204000, "LT", text),
                        Bytes.text(0x00404000, "LT", text),
                        Bytes.text(0x00504000, "LT", text),
                        Bytes.text(0x00604000, "LT", text),
                        Bytes.text(0x00704000, "LT", text)));

        Gathered read = Gathered.of(file, Gathered.DATED);

        assertThat(read.study().instance()).isNotNull().satisfies(each -> assertThat(each.header())
                .isNull());
        assertThat(read.refusals).extracting(Refusal::code).containsExactly("value-too-long");
        assertThat(read.refusals.get(0).reason()).contains("262144").contains("300");
    }

    @Test
    void every_file_of_the_shared_data_is_taken_or_refused_with_its_reason() throws IOException {
        Map<String, String> outcomes = new TreeMap<>();
        for (String archive : List.of(
                "dcm4che_mr_series16",
                "dicomparser_same_ct_many_syntaxes",
                "pydicom_charsets",
                "pydicom_data_subset",
                "pydicom_dicomdirtests",
                "pydicom_test_files")) {
            for (Map.Entry<String, byte[]> each : Archives.of(archive).entrySet()) {
                if (DicomReader.recognises(each.getValue())) {
                    outcomes.put(archive + "/" + each.getKey(), outcome(each.getValue()));
                }
            }
        }
        Files.createDirectories(Path.of("target"));
        Files.write(
                Path.of("target", "dicom-files.txt"),
                outcomes.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .toList());
        assertThat(outcomes).hasSizeGreaterThan(250);
        assertThat(outcomes.values().stream().filter(each -> each.startsWith("taken")))
                .hasSizeGreaterThan(220);
        assertThat(outcomes.values()).noneMatch(each -> each.equals("nothing []"));
    }

    private static String outcome(byte[] file) throws IOException {
        try {
            Gathered read = Gathered.of(file, Gathered.DATED);
            List<String> codes = read.refusals.stream()
                    .map(each -> each.code() + " " + each.element())
                    .toList();
            return (read.findings.isEmpty() ? "nothing " : "taken ") + codes;
        } catch (UnreadableInput e) {
            return "whole " + e.code() + " " + e.location();
        }
    }
}
