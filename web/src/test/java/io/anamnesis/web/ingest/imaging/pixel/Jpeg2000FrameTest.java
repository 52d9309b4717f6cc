package io.anamnesis.web.ingest.imaging.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.web.ingest.imaging.dicom.Bytes;
import io.anamnesis.web.ingest.imaging.dicom.DicomFile;
import io.anamnesis.web.ingest.imaging.dicom.Tag;
import io.anamnesis.web.ingest.imaging.pixel.j2k.Codestreams;
import io.anamnesis.web.ingest.imaging.pixel.j2k.Codestreams.Written;
import io.anamnesis.web.ingest.imaging.radiomics.RadiomicsSettings;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** JPEG 2000 frames of data sets, of codestreams that lie beside the test. */
class Jpeg2000FrameTest {
    private static final String LOSSLESS = "1.2.840.10008.1.2.4.90";

    private static DicomFile file(Written frame, String syntax, int bits, boolean signed, byte[]... fragments)
            throws IOException {
        byte[] encapsulated = Bytes.join(Arrays.stream(fragments)
                .map(fragment -> Bytes.join(Bytes.itemHead(0xFFFEE000, fragment.length), fragment))
                .toArray(byte[][]::new));
        return GoldenPixelsTest.read(Bytes.part10(
                syntax,
                Bytes.join(
                        Bytes.unsignedShort(Tag.SAMPLES_PER_PIXEL, frame.components()),
                        Bytes.unsignedShort(Tag.ROWS, frame.height()),
                        Bytes.unsignedShort(Tag.COLUMNS, frame.width()),
                        Bytes.unsignedShort(Tag.BITS_ALLOCATED, bits),
                        Bytes.unsignedShort(Tag.PIXEL_REPRESENTATION, signed ? 1 : 0),
                        Bytes.longHead(Tag.PIXEL_DATA, "OB", -1),
                        Bytes.itemHead(0xFFFEE000, 0),
                        encapsulated,
                        Bytes.itemHead(0xFFFEE0DD, 0))));
    }

    private static DicomFile file(Written frame, int bits) throws IOException {
        return file(frame, LOSSLESS, bits, frame.signed(), even(frame.bytes()));
    }

    private static byte[] even(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
    }

    @Test
    void colours_come_side_by_side() throws IOException {
        Written frame = Codestreams.of("order-RPCL");

        DecodedPixels pixels = PixelDecoder.decode(file(frame, 8));

        for (int i = 0; i < pixels.size(); i++) {
            assertThat(pixels.sample(i)).isEqualTo(frame.image()[i % 3][i / 3]);
        }
    }

    @Test
    void a_frame_may_be_spread_over_fragments() throws IOException {
        Written frame = Codestreams.of("plain");
        byte[] bytes = even(frame.bytes());
        byte[] first = Arrays.copyOf(bytes, 100);
        byte[] rest = Arrays.copyOfRange(bytes, 100, bytes.length);

        DecodedPixels pixels = PixelDecoder.decode(file(frame, LOSSLESS, 16, false, first, rest));

        assertThat(pixels.sample(5)).isEqualTo(frame.image()[0][5]);
    }

    @Test
    void signed_samples_keep_their_sign_and_bits_take_a_byte() throws IOException {
        Written signed = Codestreams.of("signed");
        Written bits = Codestreams.of("bit");

        DecodedPixels negative = PixelDecoder.decode(file(signed, 16));
        DecodedPixels single = PixelDecoder.decode(file(bits, 1));

        for (int i = 0; i < negative.size(); i++) {
            assertThat(negative.sample(i)).isEqualTo(signed.image()[0][i]);
        }
        for (int i = 0; i < single.size(); i++) {
            assertThat(single.sample(i)).isEqualTo(bits.image()[0][i]);
        }
    }

    /** The data set's word counts: twelve bits, of which the highest is the sign or is none. */
    @Test
    void where_the_codestream_says_otherwise_of_signs_the_bits_stay() throws IOException {
        Written unsigned = Codestreams.of("plain");
        Written signed = Codestreams.of("signed");

        DecodedPixels asSigned = PixelDecoder.decode(file(unsigned, LOSSLESS, 16, true, even(unsigned.bytes())));
        DecodedPixels asUnsigned = PixelDecoder.decode(file(signed, LOSSLESS, 16, false, even(signed.bytes())));

        for (int i = 0; i < asSigned.size(); i++) {
            int sample = unsigned.image()[0][i];
            assertThat(asSigned.sample(i)).isEqualTo(sample >= 2_048 ? sample - 4_096 : sample);
        }
        for (int i = 0; i < asUnsigned.size(); i++) {
            assertThat(asUnsigned.sample(i)).isEqualTo(signed.image()[0][i] & 0xffff);
        }
    }

    @Test
    void a_frame_of_another_size_or_depth_is_refused_before_it_is_decoded() throws IOException {
        Written frame = Codestreams.of("plain");
        Written other = Codestreams.of("bit");

        refused(file(other, LOSSLESS, 16, false, even(frame.bytes())), "frame-mismatch")
                .hasMessageContaining("12 by 20 by 1 samples and the frame 29 by 37 by 1");
        refused(file(frame, 8), "frame-mismatch").hasMessageContaining("8 bits and the frame's samples have 12");
    }

    @Test
    void high_throughput_jpeg_2000_is_refused_by_its_transfer_syntax_and_by_its_codestream() throws IOException {
        Written frame = Codestreams.of("plain");
        byte[] bytes = even(frame.bytes());
        refused(file(frame, "1.2.840.10008.1.2.4.201", 16, false, bytes), "transfer-syntax-not-decoded");
        bytes[6] |= 0x40;
        refused(file(frame, LOSSLESS, 16, false, bytes), "transfer-syntax-not-decoded");
    }

    @Test
    void radiomics_are_those_of_the_samples() throws IOException {
        Written frame = Codestreams.of("plain");

        Map<String, Double> features = FrameRadiomics.whole(file(frame, 16), 0, RadiomicsSettings.DEFAULT);

        int[] image = frame.image()[0];
        assertThat(features)
                .containsEntry("firstorder_Minimum", (double)
                        Arrays.stream(image).min().orElseThrow())
                .containsEntry("firstorder_Maximum", (double)
                        Arrays.stream(image).max().orElseThrow());
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(DicomFile file, String code) {
        return assertThatThrownBy(() -> PixelDecoder.decode(file))
                .isInstanceOfSatisfying(
                        UnusablePixels.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
