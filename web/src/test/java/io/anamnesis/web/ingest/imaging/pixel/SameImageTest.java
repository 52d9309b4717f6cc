package io.anamnesis.web.ingest.imaging.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.anamnesis.web.ingest.imaging.dicom.Archives;
import io.anamnesis.web.ingest.imaging.dicom.DicomFile;
import io.anamnesis.web.ingest.imaging.dicom.Golden;
import io.anamnesis.web.ingest.imaging.radiomics.RadiomicsSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One image in many transfer syntaxes. */
class SameImageTest {
    private static final String ARCHIVE = "dicomparser_same_ct_many_syntaxes";
    private static final String ONE_FRAME = "CT1_UNC.explicit_little_endian.dcm";
    private static final String DAMAGED_JPEG_2000 = "JPEG2000-embedded-sequence-delimiter.dcm";
    private static final String TWO_FRAMES = "encapsulated/multi-frame/CT0012.explicit_little_endian.dcm";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CT1_UNC.explicit_big_endian.dcm",
                "CT1_UNC.implicit_little_endian.dcm",
                "encapsulated/single-frame/CT1_UNC.explicit_little_endian.dcm",
                "encapsulated/single-frame/CT1_UNC.fragmented_bot_jpeg_ls.80.dcm",
                "encapsulated/single-frame/CT1_UNC.fragmented_no_bot_jpeg_ls.80.dcm",
                "encapsulated/single-frame/CT1_UNC.not_fragmented_bot_jpeg_ls.80.dcm",
                "encapsulated/single-frame/CT1_UNC.not_fragmented_no_bot_jpeg_ls.80.dcm",
            })
    void lossless_variants_of_one_frame_give_equal_samples(String variant) throws IOException {
        assertThat(decoded(variant).littleEndianBytes())
                .isEqualTo(decoded(ONE_FRAME).littleEndianBytes());
    }

    /** Among them the fragmented JPEG-LS file that gdcm gets wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fragmented_no_bot_jpeg_lossless.57",
                "fragmented_no_bot_jpeg_lossless.70",
                "fragmented_no_bot_jpeg_ls.80",
                "not_fragmented_bot_jpeg_ls.80",
                "not_fragmented_no_bot_jpeg_ls.80",
                "not_fragmented_bot_rle",
                "not_fragmented_no_bot_rle",
            })
    void lossless_variants_of_two_frames_give_equal_samples(String variant) throws IOException {
        assertThat(decoded("encapsulated/multi-frame/CT0012." + variant + ".dcm")
                        .littleEndianBytes())
                .isEqualTo(decoded(TWO_FRAMES).littleEndianBytes());
    }

    /** Among them bits of segments, at which gdcm 3.0.21 crashes, and a frame whose end is missing. */
    @ParameterizedTest
    @CsvSource({
        "pydicom_test_files, MR_small_jp2klossless.dcm, MR_small.dcm",
        "pydicom_data_subset, emri_small_jpeg_2k_lossless.dcm, emri_small.dcm",
        "pydicom_data_subset, emri_small_jpeg_2k_lossless_too_short.dcm, emri_small.dcm",
        "pydicom_data_subset, liver_j2k.dcm, liver.dcm",
        "pydicom_data_subset, liver_nonbyte_aligned_j2k.dcm, liver_nonbyte_aligned.dcm",
    })
    void lossless_jpeg_2000_gives_the_samples_of_the_native_file(String archive, String compressed, String plain)
            throws IOException {
        assertThat(GoldenPixelsTest.decoded(archive, compressed).littleEndianBytes())
                .isEqualTo(GoldenPixelsTest.decoded(archive, plain).littleEndianBytes());
    }

    /** OpenJPEG has another constant in its 9/7 wavelet (ADR 10): one unit at the ends, less than a thousandth of one in the mean. */
    @Test
    void lossy_jpeg_2000_is_near_what_pydicom_decodes() throws IOException {
        List<String> compared = new ArrayList<>();
        for (NamedCsvRecord row : Golden.rows()) {
            String file = row.getField("file");
            if (row.getField("transfer_syntax").equals("1.2.840.10008.1.2.4.91") && !file.equals(DAMAGED_JPEG_2000)) {
                DecodedPixels pixels = PixelDecoder.decode(GoldenPixelsTest.read(Golden.file(row)));
                DoubleSummaryStatistics seen = IntStream.range(0, pixels.size())
                        .mapToDouble(pixels::sample)
                        .summaryStatistics();
                assertThat(seen.getAverage())
                        .as(file)
                        .isCloseTo(Double.parseDouble(row.getField("pmean")), within(0.001));
                assertThat(seen.getMin()).isCloseTo(Double.parseDouble(row.getField("pmin")), within(1.0));
                assertThat(seen.getMax()).isCloseTo(Double.parseDouble(row.getField("pmax")), within(1.0));
                compared.add(file);
            }
        }
        assertThat(compared).hasSizeGreaterThanOrEqualTo(6);
    }

    /** Four bytes of the size are overwritten; gdcm makes something of it. */
    @Test
    void a_jpeg_2000_frame_with_a_delimiter_written_over_its_size_is_refused() throws IOException {
        // read out here: where there is no shared data this is skipped, and does not fail
        DicomFile damaged = GoldenPixelsTest.read(Archives.file("pydicom_test_files", DAMAGED_JPEG_2000));

        assertThatThrownBy(() -> PixelDecoder.decode(damaged)).isInstanceOf(UnusablePixels.class);
    }

    @Test
    void radiomics_of_a_lossless_jpeg_2000_frame_are_those_of_the_native_one() throws IOException {
        DicomFile plain = GoldenPixelsTest.read(Archives.file("pydicom_test_files", "MR_small.dcm"));
        DicomFile compressed = GoldenPixelsTest.read(Archives.file("pydicom_test_files", "MR_small_jp2klossless.dcm"));

        assertThat(FrameRadiomics.whole(compressed, 0, RadiomicsSettings.DEFAULT))
                .isEqualTo(FrameRadiomics.whole(plain, 0, RadiomicsSettings.DEFAULT));
    }

    @Test
    void the_near_lossless_variant_stays_near() throws IOException {
        DecodedPixels near = decoded("encapsulated/multi-frame/CT0012.fragmented_no_bot_jpeg_ls.81.dcm");
        DecodedPixels exact = decoded(TWO_FRAMES);

        double farthest = 0;
        for (int i = 0; i < exact.size(); i++) {
            farthest = Math.max(farthest, Math.abs(exact.sample(i) - near.sample(i)));
        }
        assertThat(farthest).isBetween(1.0, 10.0);
    }

    @Test
    void the_extended_jpeg_variant_of_12_bits_stays_near() throws IOException {
        DecodedPixels near = decoded("encapsulated/multi-frame/CT0012.fragmented_no_bot_jpeg_baseline.51.dcm");
        DecodedPixels exact = decoded(TWO_FRAMES);

        // whoever compressed it moved the samples up by 1,023
        double squares = 0;
        for (int i = 0; i < exact.size(); i++) {
            double difference = near.sample(i) - exact.sample(i) - 1_023;
            squares += difference * difference;
        }
        assertThat(Math.sqrt(squares / exact.size()))
                .as("root of the mean square of 12 bits")
                .isLessThan(10);
    }

    @Test
    void extended_jpeg_is_near_what_pydicom_decodes() throws IOException {
        List<String> compared = new ArrayList<>();
        for (NamedCsvRecord row : Golden.rows()) {
            if (row.getField("transfer_syntax").equals("1.2.840.10008.1.2.4.51")) {
                DecodedPixels pixels = PixelDecoder.decode(GoldenPixelsTest.read(Golden.file(row)));
                double least = Double.MAX_VALUE;
                double greatest = 0;
                for (int i = 0; i < pixels.size(); i++) {
                    least = Math.min(least, pixels.sample(i));
                    greatest = Math.max(greatest, pixels.sample(i));
                }
                assertThat(mean(pixels))
                        .as(row.getField("file"))
                        .isCloseTo(Double.parseDouble(row.getField("pmean")), within(0.05));
                assertThat(least).isCloseTo(Double.parseDouble(row.getField("pmin")), within(1.0));
                assertThat(greatest).isCloseTo(Double.parseDouble(row.getField("pmax")), within(1.0));
                compared.add(row.getField("file"));
            }
        }
        assertThat(compared).hasSize(3);
    }

    @Test
    void baseline_jpeg_is_near_what_pydicom_decodes() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        List<String> compared = new ArrayList<>();
        for (NamedCsvRecord row : Golden.rows()) {
            if (row.getField("transfer_syntax").equals("1.2.840.10008.1.2.4.50")) {
                DecodedPixels pixels = PixelDecoder.decode(GoldenPixelsTest.read(Golden.file(row)));
                softly.assertThat(mean(pixels))
                        .as(row.getField("file"))
                        .isCloseTo(Double.parseDouble(row.getField("pmean")), within(1.0));
                compared.add(row.getField("file"));
            }
        }
        softly.assertAll();
        assertThat(compared).hasSizeGreaterThan(10);
    }

    private static double mean(DecodedPixels pixels) {
        double sum = 0;
        for (int i = 0; i < pixels.size(); i++) {
            sum += pixels.sample(i);
        }
        return sum / pixels.size();
    }

    private static DecodedPixels decoded(String name) throws IOException {
        return PixelDecoder.decode(GoldenPixelsTest.read(Archives.file(ARCHIVE, name)));
    }
}
