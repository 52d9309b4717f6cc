package io.anamnesis.web.ingest.imaging.pixel.j2k;

import static io.anamnesis.web.ingest.imaging.pixel.j2k.Rewriting.bytes;
import static io.anamnesis.web.ingest.imaging.pixel.j2k.Rewriting.segment;
import static io.anamnesis.web.ingest.imaging.pixel.j2k.Rewriting.tilePart;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.web.ingest.imaging.dicom.Bytes;
import io.anamnesis.web.ingest.imaging.pixel.j2k.Codestreams.Written;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codestreams that are damaged, made to do damage, or right by other parts of the standard. */
@Timeout(120)
class DamagedCodestreamTest {
    private static final int ROUNDS = 60;

    private final Rewriting parts = new Rewriting(Codestreams.of("markers").bytes());

    @Test
    void damaged_codestreams_give_samples_or_a_refusal() {
        Random random = new Random(20261130);
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Written written : Codestreams.all()) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] damaged = written.bytes().clone();
                if (round % 4 == 0) {
                    damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
                }
                // the headers are short, and half of the damage is theirs
                int range = Math.min(damaged.length, round % 2 == 0 ? damaged.length : 160);
                for (int i = 0; range > 0 && i < 1 + random.nextInt(6); i++) {
                    damaged[random.nextInt(range)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
                }
                outcomes.merge(outcome(damaged), 1, Integer::sum);
            }
        }
        assertThat(outcomes.keySet())
                .contains("samples", "malformed-pixels", "truncated-pixels", "pixels-too-large", "subsampled-pixels")
                .isSubsetOf(
                        "samples",
                        "malformed-pixels",
                        "truncated-pixels",
                        "pixels-too-large",
                        "subsampled-pixels",
                        "bits-not-decoded",
                        "transfer-syntax-not-decoded");
    }

    private static String outcome(byte[] stream) {
        try {
            assertThat(Codestream.read(stream).decode()).isNotEmpty();
            return "samples";
        } catch (UnusableCodestream e) {
            assertThat(e).hasMessageMatching("(?s).{10,}");
            return e.code();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "order-tiles-RPCL", "style-all", "lossy-9-7", "file"})
    void a_codestream_that_ends_early_is_refused_wherever_that_is(String name) {
        byte[] whole = Codestreams.of(name).bytes();
        // the last two bytes are EOC, which no sample needs; a last byte of a code-block can be one of FF, which may be
        // left out
        for (int length = 0; length < whole.length - 3; length += 7) {
            assertThat(outcome(Arrays.copyOf(whole, length))).isIn("truncated-pixels", "malformed-pixels");
        }
    }

    @Test
    void a_refusal_says_where() {
        byte[] whole = Codestreams.of("tiles").bytes();

        refused(Arrays.copyOf(whole, whole.length - 40), "truncated-pixels")
                .hasMessageMatching("tile 8: packet \\d+: at byte \\d+ \\d+ bytes are needed and \\d+ are there");
        refused(Arrays.copyOf(whole, 30), "truncated-pixels").hasMessageContaining("at byte 6");
    }

    @Test
    void a_damaged_code_block_with_segmentation_symbols_is_refused_by_its_place() {
        byte[] whole = Codestreams.of("style-symbols").bytes();
        whole[whole.length / 2] ^= 0x5a;

        refused(whole, "malformed-pixels")
                .hasMessageMatching(
                        "tile 0: component 0: resolution level \\d, subband \\d, row \\d+, column \\d+: .*");
    }

    /** Each change of the SIZ segment's content: where, and what stands there then. */
    @ParameterizedTest
    @CsvSource({
        "0, 4000, transfer-syntax-not-decoded",
        "2, 00ffffff, pixels-too-large",
        "2, ffffffff, pixels-too-large",
        "2, 00000000, malformed-pixels",
        "10, 00000018, malformed-pixels",
        "18, 00000000, malformed-pixels",
        "18, 0000000100000001, truncated-pixels",
        "26, 00000005, malformed-pixels",
        "34, 0000, pixels-too-large",
        "34, 4000, pixels-too-large",
        "36, 10, bits-not-decoded",
        "36, 25, bits-not-decoded",
        "37, 02, subsampled-pixels",
        "41, 02, subsampled-pixels",
    })
    void sizes_that_can_not_be_or_are_too_large(int at, String hex, String code) {
        byte[] change = HexFormat.of().parseHex(hex);
        System.arraycopy(change, 0, parts.siz, at, change.length);

        refused(Bytes.join(parts.usualHeader(), tilePart(0, new byte[0], parts.allPackets())), code);
    }

    /** Each change of the COD segment's content. */
    @ParameterizedTest
    @CsvSource({
        "1, 05, malformed-pixels",
        "2, 0000, malformed-pixels",
        "2, ffff, truncated-pixels",
        "4, 02, malformed-pixels",
        "5, 21, malformed-pixels",
        "6, 09, malformed-pixels",
        "6, 0505, malformed-pixels",
        "8, 40, transfer-syntax-not-decoded",
        "9, 00, malformed-pixels",
        "9, 02, transfer-syntax-not-decoded",
    })
    void coding_styles_that_can_not_be_or_are_of_other_parts(int at, String hex, String code) {
        byte[] change = HexFormat.of().parseHex(hex);
        System.arraycopy(change, 0, parts.cod, at, change.length);

        refused(Bytes.join(parts.usualHeader(), tilePart(0, new byte[0], parts.allPackets())), code);
    }

    @Test
    void markers_of_other_parts_are_refused_by_their_name() {
        byte[] tile = tilePart(0, new byte[0], parts.allPackets());

        refused(
                        Bytes.join(parts.usualHeader(segment(0xff50, bytes(0, 2, 0, 0, 0, 0))), tile),
                        "transfer-syntax-not-decoded")
                .hasMessageContaining("ff50");
        refused(Bytes.join(parts.usualHeader(segment(0xff74, bytes(0, 0))), tile), "transfer-syntax-not-decoded")
                .hasMessageContaining("ff74");
    }

    /** A few bytes that ask for 67 million precincts of one sample, as many code-blocks, or all the layers there can be. */
    @Test
    void what_is_declared_is_refused_before_it_is_held() {
        ByteBuffer.wrap(parts.siz)
                .putInt(2, 4_000)
                .putInt(6, 4_000)
                .putInt(18, 4_000)
                .putInt(22, 4_000);
        byte[] tiny = parts.cod.clone();
        tiny[0] |= 1;
        tiny[5] = 0;
        byte[] precincts = Bytes.join(segment(Rewriting.COD, tiny, bytes(0)), segment(Rewriting.QCD, parts.qcd));
        refused(Bytes.join(parts.mainHeader(precincts), tilePart(0, new byte[0], new byte[5_000])), "truncated-pixels")
                .hasMessageContaining("there are 5000 bytes for 48000000 packets or more");

        byte[] blocks = parts.cod.clone();
        blocks[6] = 0;
        blocks[7] = 0;
        byte[] header = Bytes.join(segment(Rewriting.COD, blocks), segment(Rewriting.QCD, parts.qcd));
        refused(Bytes.join(parts.mainHeader(header), tilePart(0, new byte[0], new byte[5_000])), "pixels-too-large")
                .hasMessageContaining("1048576 precincts and code-blocks a tile");
    }

    @Test
    void more_changes_of_progression_than_anyone_needs_are_refused() {
        byte[] changes = new byte[7 * 33];
        refused(Bytes.join(parts.usualHeader(segment(Rewriting.POC, changes))), "pixels-too-large")
                .hasMessageContaining("32 changes of progression");
    }

    /** A packet header that says zeros without an end makes nobody count for long. */
    @Test
    void zero_planes_and_passes_without_an_end_are_refused() {
        byte[] zeros = new byte[1 << 20];
        zeros[0] = (byte) 0xc0;
        refused(Bytes.join(parts.usualHeader(), tilePart(0, new byte[0], zeros)), "malformed-pixels")
                .hasMessageContaining("lacks more than 100 planes");
    }

    /** Some fifteen kilobytes a component that ask for all passes over all of its blocks, each of which has no byte. */
    @Test
    void passes_without_bytes_are_bounded() {
        ByteBuffer.wrap(parts.siz)
                .putInt(2, 4_096)
                .putInt(6, 4_096)
                .putInt(18, 4_096)
                .putInt(22, 4_096);
        byte[] cod = {0, 0, 0, 1, 0, 0, 4, 4, 0, 1};
        byte[] qcd = bytes(7 << 5, 24 << 3);
        byte[] header = Bytes.join(segment(Rewriting.COD, cod), segment(Rewriting.QCD, qcd));
        byte[] packet = allPassesOfBlocks(64);

        refused(
                        Bytes.join(
                                parts.mainHeader(header), tilePart(0, new byte[0], Bytes.join(packet, packet, packet))),
                        "pixels-too-large")
                .hasMessageContaining("samples that coding passes go over");
    }

    /** The packet of a precinct of so many blocks a side. */
    private static byte[] allPassesOfBlocks(int side) {
        StringBuilder bits = new StringBuilder("1");
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                // the nodes of both tag trees that no block before has met: included at once, and no plane lacks
                int nodes = 1 + Integer.numberOfTrailingZeros(x | y | side);
                bits.append("1".repeat(2 * nodes)).append("11" + "11" + "11111" + "0110011" + "0" + "000000000");
            }
        }
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        int at = 0;
        boolean stuffed = false;
        while (at < bits.length()) {
            int room = stuffed ? 7 : 8;
            String taken = bits.substring(at, Math.min(bits.length(), at + room));
            at += room;
            int value = Integer.parseInt(taken + "0".repeat(room - taken.length()), 2);
            packet.write(value);
            stuffed = value == 0xff;
        }
        return packet.toByteArray();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(byte[] stream, String code) {
        return assertThatThrownBy(() -> Codestream.read(stream).decode())
                .isInstanceOfSatisfying(
                        UnusableCodestream.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
