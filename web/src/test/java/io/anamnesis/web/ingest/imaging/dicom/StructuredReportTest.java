package io.anamnesis.web.ingest.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.web.ingest.reading.Refusal;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StructuredReportTest {
    @Test
    void every_number_of_a_real_report_comes_with_its_code_and_unit() throws IOException {
        StructuredReport report = StructuredReport.of(
                Archives.read("pydicom_test_files", "test-SR.dcm").dataset());

        assertThat(report.measurements()).hasSize(2).allSatisfy(each -> {
            assertThat(each.name()).isEqualTo("Diameter");
            assertThat(each.code()).isEqualTo("1234");
            assertThat(each.scheme()).isEqualTo("99_OFFIS_DCMTK");
            assertThat(each.unit()).isEqualTo("cm");
            assertThat(each.value()).isEqualTo(3);
            assertThat(each.position()).isPositive();
        });
        assertThat(report.refused()).isEmpty();
    }

    @Test
    void a_measurement_group_gives_its_tracking_ids_to_its_numbers() throws IOException {
        byte[] group = Bytes.sequence(
                Tag.CONTENT_SEQUENCE,
                Bytes.join(
                        Bytes.text(Tag.VALUE_TYPE, "CS", "CONTAINER "),
                        contents(
                                item(
                                        Bytes.text(Tag.VALUE_TYPE, "CS", "TEXT"),
                                        concept(Tag.CONCEPT_NAME_SEQUENCE, "112039", "DCM ", "Tracking Identifier "),
                                        Bytes.binary(Tag.TEXT_VALUE, "UT", new byte[] {76, 49})),
                                item(
                                        Bytes.text(Tag.VALUE_TYPE, "CS", "UIDREF"),
                                        concept(
                                                Tag.CONCEPT_NAME_SEQUENCE,
                                                "112040",
                                                "DCM ",
                                                "Tracking Unique Identifier"),
                                        Bytes.text(Tag.UID_VALUE, "UI", "1.2.3\0")),
                                number("118565006 ", "Volume", "12.5", "mm3 "),
                                number("118565006 ", "Volume", "", "mm3 "),
                                number("118565006 ", "Volume", "12.5", null))));

        StructuredReport report = StructuredReport.of(Archives.read(Bytes.part10(
                        TransferSyntax.EXPLICIT_LITTLE_ENDIAN, Bytes.join(Bytes.text(Tag.MODALITY, "CS", "SR"), group)))
                .dataset());

        assertThat(report.measurements()).hasSize(1);
        ReportMeasurement volume = report.measurements().get(0);
        assertThat(volume.value()).isEqualTo(12.5);
        assertThat(volume.unit()).isEqualTo("mm3");
        assertThat(volume.unitScheme()).isEqualTo("UCUM");
        assertThat(volume.trackingId()).isEqualTo("L1");
        assertThat(volume.trackingUid()).isEqualTo("1.2.3");
        assertThat(report.refused())
                .extracting(Refusal::code)
                .containsExactly("measurement-without-value", "unit-required");
    }

    private static byte[] number(
            String code, String meaning, String value, @org.jspecify.annotations.Nullable String unit) {
        byte[] units = unit == null ? new byte[0] : concept(Tag.MEASUREMENT_UNITS_SEQUENCE, unit, "UCUM", "unit");
        return item(
                Bytes.text(Tag.VALUE_TYPE, "CS", "NUM "),
                concept(Tag.CONCEPT_NAME_SEQUENCE, code, "SCT ", meaning),
                Bytes.sequence(
                        Tag.MEASURED_VALUE_SEQUENCE, Bytes.join(units, Bytes.text(Tag.NUMERIC_VALUE, "DS", value))));
    }

    private static byte[] concept(int sequence, String code, String scheme, String meaning) {
        return Bytes.sequence(
                sequence,
                Bytes.join(
                        Bytes.text(Tag.CODE_VALUE, "SH", code),
                        Bytes.text(Tag.CODING_SCHEME, "SH", scheme),
                        Bytes.text(Tag.CODE_MEANING, "LO", meaning)));
    }

    private static byte[] item(byte[]... elements) {
        byte[] content = Bytes.join(elements);
        return Bytes.join(Bytes.itemHead(Tag.ITEM, content.length), content);
    }

    private static byte[] contents(byte[]... items) {
        byte[] content = Bytes.join(items);
        return Bytes.join(Bytes.longHead(Tag.CONTENT_SEQUENCE, "SQ", content.length), content);
    }
}
