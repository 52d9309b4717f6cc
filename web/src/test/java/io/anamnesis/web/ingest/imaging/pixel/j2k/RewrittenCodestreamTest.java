package io.anamnesis.web.ingest.imaging.pixel.j2k;

import static io.anamnesis.web.ingest.imaging.pixel.j2k.Rewriting.bytes;
import static io.anamnesis.web.ingest.imaging.pixel.j2k.Rewriting.joined;
import static io.anamnesis.web.ingest.imaging.pixel.j2k.Rewriting.number;
import static io.anamnesis.web.ingest.imaging.pixel.j2k.Rewriting.segment;
import static io.anamnesis.web.ingest.imaging.pixel.j2k.Rewriting.tilePart;
import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.web.ingest.imaging.dicom.Bytes;
import io.anamnesis.web.ingest.imaging.pixel.j2k.Codestreams.Written;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One image of three layers, three levels and three components, written in ways that its encoder does not know. */
class RewrittenCodestreamTest {
    private static final int EACH = 3;

    private final Written written = Codestreams.of("markers");
    private final Rewriting parts = new Rewriting(written.bytes());

    private void gives(byte[]... stream) {
        assertThat(Codestream.read(Bytes.join(stream)).decode()).isDeepEqualTo(written.image());
    }

    /** Where LRCP has it. */
    private static int packet(int layer, int resolution, int component) {
        return (layer * EACH + resolution) * EACH + component;
    }

    @Test
    void it_has_a_packet_for_each_layer_level_and_component() {
        assertThat(parts.headers).hasSize(EACH * EACH * EACH);
        gives(parts.usualHeader(), tilePart(0, new byte[0], parts.allPackets()), Rewriting.EOC);
    }

    @Test
    void packet_headers_of_the_tile_apart_from_their_packets() {
        byte[] headers = joined(parts.headers);
        byte[] first = Arrays.copyOf(headers, 17);
        byte[] second = Arrays.copyOfRange(headers, 17, headers.length);
        // in the order of their numbers, not in that of the stream
        byte[] packed = Bytes.join(segment(Rewriting.PPT, bytes(1), second), segment(Rewriting.PPT, bytes(0), first));

        gives(parts.usualHeader(), tilePart(0, packed, joined(parts.bodies)), Rewriting.EOC);
    }

    @Test
    void packet_headers_of_all_tile_parts_apart_from_their_packets() {
        byte[] first = joined(parts.headers.subList(0, 10));
        byte[] second = joined(parts.headers.subList(10, parts.headers.size()));
        byte[] packed = Bytes.join(number(first.length), first, number(second.length), second);

        gives(
                parts.usualHeader(
                        segment(Rewriting.PPM, bytes(0), Arrays.copyOf(packed, 9)),
                        segment(Rewriting.PPM, bytes(1), Arrays.copyOfRange(packed, 9, packed.length))),
                tilePart(0, new byte[0], joined(parts.bodies.subList(0, 10))),
                tilePart(1, new byte[0], joined(parts.bodies.subList(10, parts.bodies.size()))),
                Rewriting.EOC);
    }

    @Test
    void changes_of_progression_take_up_where_others_stopped() {
        List<Integer> order = new ArrayList<>();
        for (int component = 0; component < EACH; component++) {
            for (int resolution = 0; resolution < 2; resolution++) {
                order.add(packet(0, resolution, component));
            }
        }
        for (int resolution = 0; resolution < EACH; resolution++) {
            for (int component = 0; component < EACH; component++) {
                for (int layer = resolution < 2 ? 1 : 0; layer < EACH; layer++) {
                    order.add(packet(layer, resolution, component));
                }
            }
        }
        byte[] component = bytes(0, 0, 0, 1, 2, 3, Progression.COMPONENT_POSITION);
        byte[] resolution = bytes(0, 0, 0, 3, 3, 3, Progression.RESOLUTION_POSITION);
        byte[] packets = parts.packets(order);

        gives(
                parts.usualHeader(segment(Rewriting.POC, component, resolution)),
                tilePart(0, new byte[0], packets),
                Rewriting.EOC);
        // the tile's go before the image's, and may be spread over its parts
        byte[] wrong = bytes(0, 0, 0, 3, 3, 3, Progression.LAYER_RESOLUTION);
        gives(
                parts.usualHeader(segment(Rewriting.POC, wrong)),
                tilePart(0, segment(Rewriting.POC, component), Arrays.copyOf(packets, 50)),
                tilePart(1, segment(Rewriting.POC, resolution), Arrays.copyOfRange(packets, 50, packets.length)),
                Rewriting.EOC);
    }

    @Test
    void parameters_of_components_go_before_those_of_all() {
        byte[] wrongStyle = parts.cod.clone();
        wrongStyle[5] = 1;
        byte[] style = Arrays.copyOfRange(parts.cod, 5, parts.cod.length);
        byte[] wrongSteps = parts.qcd.clone();
        Arrays.fill(wrongSteps, 1, wrongSteps.length, (byte) (3 << 3));
        List<byte[]> own = new ArrayList<>();
        for (int component = 0; component < EACH; component++) {
            own.add(segment(Rewriting.COC, bytes(component, 0), style));
            own.add(segment(Rewriting.QCC, bytes(component), parts.qcd));
        }

        // whichever comes first
        gives(
                parts.mainHeader(joined(own), segment(Rewriting.COD, wrongStyle), segment(Rewriting.QCD, wrongSteps)),
                tilePart(0, new byte[0], parts.allPackets()),
                Rewriting.EOC);
        gives(
                parts.mainHeader(segment(Rewriting.COD, wrongStyle), segment(Rewriting.QCD, wrongSteps)),
                tilePart(0, joined(own), parts.allPackets()),
                Rewriting.EOC);
    }

    @Test
    void parameters_of_a_tile_go_before_those_of_the_image_and_its_components() {
        byte[] wrongStyle = parts.cod.clone();
        wrongStyle[5] = 1;
        byte[] wrongOwn = Bytes.join(bytes(1, 0), Arrays.copyOfRange(wrongStyle, 5, wrongStyle.length));
        byte[] wrongSteps = parts.qcd.clone();
        Arrays.fill(wrongSteps, 1, wrongSteps.length, (byte) (3 << 3));

        gives(
                parts.mainHeader(
                        segment(Rewriting.COD, wrongStyle),
                        segment(Rewriting.QCD, wrongSteps),
                        segment(Rewriting.COC, wrongOwn),
                        segment(Rewriting.QCC, bytes(2), wrongSteps)),
                tilePart(
                        0,
                        Bytes.join(segment(Rewriting.COD, parts.cod), segment(Rewriting.QCD, parts.qcd)),
                        parts.allPackets()),
                Rewriting.EOC);
    }

    /** The encoder's own option shifts all of a component; here nothing reaches the shift, and all is background. */
    @Test
    void what_lies_below_the_shift_of_a_region_of_interest_stays() {
        int shift = 10;
        // the number of bit-planes stays, as guard bits and exponents fall by the shift
        byte[] fewer = parts.qcd.clone();
        int guardBits = (fewer[0] & 0xff) >> 5;
        fewer[0] = 0;
        for (int i = 1; i < fewer.length; i++) {
            fewer[i] -= (byte) ((shift - guardBits) << 3);
        }

        gives(
                parts.mainHeader(
                        segment(Rewriting.COD, parts.cod),
                        segment(Rewriting.QCD, fewer),
                        segment(Rewriting.RGN, bytes(0, 0, shift)),
                        segment(Rewriting.RGN, bytes(1, 0, shift)),
                        segment(Rewriting.RGN, bytes(2, 0, shift))),
                tilePart(0, new byte[0], parts.allPackets()),
                Rewriting.EOC);
    }

    @Test
    void a_last_tile_part_without_a_length_a_missing_end_and_padding() {
        byte[] part = tilePart(0, new byte[0], parts.allPackets());
        byte[] unsaid = part.clone();
        Arrays.fill(unsaid, 6, 10, (byte) 0);

        gives(parts.usualHeader(), unsaid, Rewriting.EOC);
        gives(parts.usualHeader(), unsaid);
        gives(parts.usualHeader(), part);
        gives(parts.usualHeader(), part, bytes(0, 0, 0));
        gives(parts.usualHeader(bytes(0xff, 0x30), segment(0xff64, bytes(0, 1, 65))), part, Rewriting.EOC);
    }

    @Test
    void boxes_with_short_long_and_open_lengths() {
        byte[] signature = Bytes.join(number(12), ascii("jP  "), bytes(13, 10, 0x87, 10));
        byte[] type = Bytes.join(number(20), ascii("ftypjp2 "), number(0), ascii("jp2 "));
        byte[] stream = written.bytes();

        gives(signature, type, number(stream.length + 8), ascii("jp2c"), stream);
        gives(signature, type, number(1), ascii("jp2c"), number(0), number(stream.length + 16), stream, new byte[9]);
        gives(signature, type, number(0), ascii("jp2c"), stream);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
