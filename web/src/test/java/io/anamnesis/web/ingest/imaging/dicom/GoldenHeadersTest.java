package io.anamnesis.web.ingest.imaging.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Each header beside what pydicom 2.3.1 reads of the same file. */
class GoldenHeadersTest {
    /** A stray byte stands before its first element: pydicom takes that for one element, we refuse the file. */
    private static final String SHIFTED = "no_meta.dcm";

    @Test
    void a_stray_byte_before_the_first_element_is_no_dicom() {
        byte[] shifted = Archives.file("pydicom_test_files", SHIFTED);
        assertThatThrownBy(() -> Archives.read(shifted))
                .isInstanceOfSatisfying(
                        UnreadableInput.class, e -> assertThat(e.code()).isEqualTo("not-dicom"));
    }

    @Test
    void headers_say_what_pydicom_reads() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        int compared = 0;
        for (NamedCsvRecord row : Golden.rows()) {
            if (row.getField("read").equals("?") || row.getField("file").equals(SHIFTED)) {
                continue;
            }
            DicomFile file = Archives.read(Golden.file(row));
            compare(softly, row, file);
            compared++;
        }
        softly.assertAll();
        assertThat(compared).isGreaterThan(250);
    }

    private static void compare(SoftAssertions softly, NamedCsvRecord row, DicomFile file) {
        String name = row.getField("zip_") + "/" + row.getField("file");
        DicomDataset dataset = file.dataset();
        softly.assertThat(file.transferSyntax().uid()).as(name + " syntax").isEqualTo(row.getField("transfer_syntax"));
        // pydicom leaves out pixel data that end early; here they count as far as they go
        DicomElement pixels = dataset.element(Tag.PIXEL_DATA);
        int incomplete = file.isTruncated() && pixels != null && pixels.fragments() != null ? 1 : 0;
        softly.assertThat(dataset.size() - incomplete)
                .as(name + " elements")
                .isEqualTo(Integer.parseInt(row.getField("n_elements")));
        text(softly, row, "modality", name, dataset, Tag.MODALITY);
        text(softly, row, "patient_id", name, dataset, Tag.PATIENT_ID);
        text(softly, row, "photometric", name, dataset, Tag.PHOTOMETRIC_INTERPRETATION);
        number(softly, row, "rows", name, dataset, Tag.ROWS);
        number(softly, row, "cols", name, dataset, Tag.COLUMNS);
        number(softly, row, "frames", name, dataset, Tag.NUMBER_OF_FRAMES);
        number(softly, row, "samples", name, dataset, Tag.SAMPLES_PER_PIXEL);
        number(softly, row, "bits_alloc", name, dataset, Tag.BITS_ALLOCATED);
        number(softly, row, "bits_stored", name, dataset, Tag.BITS_STORED);
        number(softly, row, "pix_rep", name, dataset, Tag.PIXEL_REPRESENTATION);
        number(softly, row, "slope", name, dataset, Tag.RESCALE_SLOPE);
        number(softly, row, "intercept", name, dataset, Tag.RESCALE_INTERCEPT);
    }

    private static void text(
            SoftAssertions softly, NamedCsvRecord row, String column, String name, DicomDataset dataset, int tag) {
        List<String> texts = new ArrayList<>(dataset.texts(tag));
        softly.assertThat(String.join("\\", texts)).as(name + " " + column).isEqualTo(row.getField(column));
    }

    private static void number(
            SoftAssertions softly, NamedCsvRecord row, String column, String name, DicomDataset dataset, int tag) {
        Double number = dataset.number(tag);
        String expected = row.getField(column);
        softly.assertThat(number)
                .as(name + " " + column)
                .isEqualTo(expected.matches("[-0-9.eE+]+") ? Double.valueOf(expected) : null);
    }
}
