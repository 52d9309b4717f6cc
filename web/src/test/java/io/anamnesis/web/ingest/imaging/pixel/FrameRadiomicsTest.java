package io.anamnesis.web.ingest.imaging.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.web.ingest.imaging.dicom.Bytes;
import io.anamnesis.web.ingest.imaging.dicom.DicomFile;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import io.anamnesis.web.ingest.imaging.dicom.TransferSyntax;
import io.anamnesis.web.ingest.imaging.radiomics.RadiomicsSettings;
import io.anamnesis.web.ingest.imaging.radiomics.UnusableRegion;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameRadiomicsTest {
    private static final int FRAME_GROUPS = 0x52009230;

    /** 2 by 4 samples 0 to 7, slope 10, intercept -5. */
    private static DicomFile image() throws IOException {
        return read(Bytes.join(
                Bytes.text(Tag.SOP_INSTANCE_UID, "UI", "1.2.3 "),
                format(16, 4),
                Bytes.text(Tag.RESCALE_INTERCEPT, "DS", "-5"),
                Bytes.text(Tag.RESCALE_SLOPE, "DS", "10"),
                Bytes.binary(Tag.PIXEL_DATA, "OW", new byte[] {0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0})));
    }

    /** One frame of single bits for segment 2. */
    private static DicomFile segmentation(int bits, byte[] source) throws IOException {
        byte[] segment = Bytes.sequence(0x0062000A, Bytes.unsignedShort(0x0062000B, 2));
        return read(Bytes.join(
                format(1, 4),
                Bytes.sequence(FRAME_GROUPS, Bytes.join(source, segment)),
                Bytes.binary(Tag.PIXEL_DATA, "OB", new byte[] {(byte) bits, 0})));
    }

    private static byte[] format(int bits, int columns) {
        return Bytes.join(
                Bytes.unsignedShort(Tag.ROWS, 2),
                Bytes.unsignedShort(Tag.COLUMNS, columns),
                Bytes.unsignedShort(Tag.BITS_ALLOCATED, bits));
    }

    private static DicomFile read(byte[] dataset) throws IOException {
        return GoldenPixelsTest.read(Bytes.part10(TransferSyntax.EXPLICIT_LITTLE_ENDIAN, dataset));
    }

    private static byte[] sourceOf(String instance) {
        return Bytes.sequence(0x00089124, Bytes.sequence(0x00082112, Bytes.text(0x00081155, "UI", instance)));
    }

    @Test
    void a_whole_frame_is_rescaled_before_it_is_measured() throws IOException {
        Map<String, Double> features = FrameRadiomics.whole(image(), 0, RadiomicsSettings.DEFAULT);

        assertThat(features)
                .containsEntry("firstorder_Minimum", -5.0)
                .containsEntry("firstorder_Maximum", 65.0)
                .containsEntry("firstorder_Mean", 30.0);
    }

    @Test
    void a_segment_measures_the_pixels_that_it_covers() throws IOException {
        // pixels 1, 2 and 4, the lowest bit first
        DicomFile mask = segmentation(0b0001_0110, sourceOf("1.2.3 "));

        Map<String, Double> features = FrameRadiomics.segment(image(), 0, mask, 2, RadiomicsSettings.DEFAULT);

        assertThat(features)
                .containsEntry("firstorder_Minimum", 5.0)
                .containsEntry("firstorder_Maximum", 35.0)
                .containsEntry("firstorder_Mean", (5.0 + 15 + 35) / 3);
    }

    @Test
    void a_segment_of_another_image_is_refused() throws IOException {
        DicomFile mask = segmentation(0xff, sourceOf("1.2.9 "));

        assertThatThrownBy(() -> FrameRadiomics.segment(image(), 0, mask, 2, RadiomicsSettings.DEFAULT))
                .isInstanceOfSatisfying(
                        UnusablePixels.class, e -> assertThat(e.code()).isEqualTo("mask-mismatch"));
    }

    @Test
    void an_empty_segment_is_refused() throws IOException {
        DicomFile mask = segmentation(0, new byte[0]);

        assertThatThrownBy(() -> FrameRadiomics.segment(image(), 0, mask, 2, RadiomicsSettings.DEFAULT))
                .isInstanceOfSatisfying(
                        UnusableRegion.class, e -> assertThat(e.code()).isEqualTo("empty-region"));
    }
}
