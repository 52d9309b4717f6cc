package io.anamnesis.web.ingest.imaging.pixel.j2k;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.web.ingest.imaging.pixel.j2k.Codestreams.Written;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Codestreams of another encoder, each with another feature of the standard, beside the images that they were made of. */
class CodestreamTest {
    static Stream<Written> lossless() {
        return Codestreams.all().stream().filter(Written::lossless);
    }

    static Stream<Written> lossy() {
        return Codestreams.all().stream().filter(written -> !written.lossless());
    }

    @Test
    void every_feature_has_its_codestream() {
        assertThat(lossless()).hasSize(46);
        assertThat(lossy()).hasSize(9);
        assertThat(Codestreams.all().stream().map(Written::name))
                .containsAll(
                        List.of("order-LRCP", "order-RLCP", "order-RPCL", "order-PCRL", "order-CPRL", "style-all"));
    }

    @ParameterizedTest
    @MethodSource("lossless")
    void a_lossless_codestream_gives_the_image_that_it_was_made_of(Written written) {
        Codestream codestream = Codestream.read(written.bytes());

        assertThat(codestream.size().width()).isEqualTo(written.width());
        assertThat(codestream.size().height()).isEqualTo(written.height());
        assertThat(codestream.size().components()).isEqualTo(written.components());
        assertThat(codestream.size().precision(0)).isEqualTo(written.bits());
        assertThat(codestream.size().signed(0)).isEqualTo(written.signed());
        assertThat(codestream.decode()).isDeepEqualTo(written.image());
    }

    /** Whole numbers leave no room; by real ones the peer differs in a constant of its wavelet, and both round. */
    @ParameterizedTest
    @MethodSource("lossy")
    void a_lossy_codestream_gives_what_its_encoder_decodes_or_one_unit_more_or_less(Written written) {
        int[][] planes = Codestream.read(written.bytes()).decode();
        int[][] peers = written.peers();

        int farthest = 0;
        int different = 0;
        for (int c = 0; c < planes.length; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                int distance = Math.abs(planes[c][i] - peers[c][i]);
                farthest = Math.max(farthest, distance);
                different += distance > 0 ? 1 : 0;
            }
        }
        assertThat(farthest).isLessThanOrEqualTo(written.name().contains("5-3") ? 0 : 1);
        assertThat(different).isLessThan(planes.length * planes[0].length / 50);
    }

    @Test
    void a_codestream_that_is_only_quantized_is_within_one_unit_of_its_image() {
        Written written = Codestreams.of("near-9-7");

        int[] plane = Codestream.read(written.bytes()).decode()[0];

        int[] image = written.image()[0];
        for (int i = 0; i < plane.length; i++) {
            assertThat(plane[i]).isBetween(image[i] - 1, image[i] + 1);
        }
    }

    /** Section J.10.1: the standard's own example. */
    @Test
    void the_example_of_the_standard_gives_its_samples() {
        byte[] example = HexFormat.of()
                .parseHex("ff4fff51002900000000000100000009000000000000000000000001000000090000000000000000"
                        + "0001070101ff5c00074040484850ff52000c00000001000104040001ff90000a0000000000"
                        + "1e0001ff93c7d40c018f0dc8755dc07c21800fb176ffd9");

        assertThat(Codestream.read(example).decode())
                .isDeepEqualTo(new int[][] {{101, 103, 104, 105, 96, 97, 96, 102, 109}});
    }

    /** Section J.1: the standard's sequence for the arithmetic coder, of one context. */
    @Test
    void the_arithmetic_decoder_gives_the_test_sequence_of_the_standard() {
        byte[] coded = HexFormat.of().parseHex("84c73bfce1a1430402200000410dbb86f4317fff88ff37471adb6adfffac");
        MqDecoder decoder = new MqDecoder();
        decoder.resetContexts();
        decoder.begin(Arrays.copyOf(coded, coded.length + 2), 0);

        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < 32; i++) {
            int value = 0;
            for (int bit = 0; bit < 8; bit++) {
                value = value << 1 | decoder.bit(1);
            }
            bytes.append(HexFormat.of().toHexDigits((byte) value));
        }
        assertThat(bytes.toString()).isEqualTo("00020051000000c00352872aaaaaaaaa82c02000fcd79ef6bf7fed904f46a3bf");
    }
}
