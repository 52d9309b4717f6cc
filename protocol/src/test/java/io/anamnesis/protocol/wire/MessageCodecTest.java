package io.anamnesis.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class MessageCodecTest {
    private static final Instant ARRIVED = Instant.parse("2026-03-02T00:00:00Z");
    private static final String GLUCOSE = """
            {"id":"a","patient":"p","modality":"wearables","source":{"system":"s"},"payload":
             {"metric":"glucose","unit":"mg/dL","samples":[{"observedAt":"2026-03-01T08:15:00+01:00","value":101}]}}""";

    private static ModalityMessage read(String json) throws MalformedMessage {
        return MessageCodec.fromJson(json.getBytes(StandardCharsets.UTF_8), ARRIVED);
    }

    private static MalformedMessage refused(String json) {
        MalformedMessage refused = catchThrowableOfType(MalformedMessage.class, () -> read(json));
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }

    @Test
    void every_modality_comes_back_from_cbor_as_it_went_in() throws Exception {
        for (Payload payload : Examples.payloads()) {
            ModalityMessage message = Examples.message(payload);
            assertThat(MessageCodec.fromCbor(MessageCodec.toCbor(message))).isEqualTo(message);
        }
    }

    @Test
    void every_modality_comes_back_from_json_and_a_second_reading_changes_nothing() throws Exception {
        for (Payload payload : Examples.payloads()) {
            ModalityMessage plain = Examples.message(payload);
            ModalityMessage message = new ModalityMessage(
                    plain.id(),
                    plain.patient(),
                    plain.source(),
                    plain.observedAt(),
                    plain.issuedAt(),
                    1,
                    plain.tags(),
                    payload,
                    Map.of());
            assertThat(MessageCodec.fromJson(MessageCodec.toJson(message), ARRIVED))
                    .isEqualTo(message);
        }
    }

    @Test
    void the_examples_cover_every_payload_type() {
        assertThat(Examples.payloads()).extracting(Object::getClass).doesNotHaveDuplicates();
        assertThat(Examples.payloads()).hasSize(Payload.class.getPermittedSubclasses().length);
    }

    @Test
    void stored_bytes_never_change_their_form() {
        Map<String, String> hex = new TreeMap<>();
        for (Payload payload : Examples.payloads()) {
            hex.put(
                    payload.modality().wireName(),
                    HexFormat.of().formatHex(MessageCodec.toCbor(Examples.message(payload))));
        }
        Examples.later()
                .forEach((name, payload) ->
                        hex.put(name, HexFormat.of().formatHex(MessageCodec.toCbor(Examples.message(payload)))));
        Goldens.check("message", hex);
    }

    @Test
    void later_fields_come_back_as_they_went_in_and_stored_bytes_without_them_still_read() throws Exception {
        for (Payload payload : Examples.later().values()) {
            ModalityMessage message = Examples.message(payload);
            assertThat(MessageCodec.fromCbor(MessageCodec.toCbor(message))).isEqualTo(message);
            assertThat(MessageCodec.fromJson(MessageCodec.toJson(message), ARRIVED)
                            .payload())
                    .isEqualTo(payload);
        }
        for (Payload payload : Examples.payloads()) {
            String stored =
                    Goldens.read("golden-message").get(payload.modality().wireName());
            assertThat(MessageCodec.fromCbor(HexFormat.of().parseHex(stored))).isEqualTo(Examples.message(payload));
        }
    }

    @Test
    void what_is_wrong_in_a_detail_is_located() {
        String variant = """
                {"id":"a","patient":"p","modality":"genomics","source":{"system":"s"},"observedAt":"2026-03-01T08:15:00Z","payload":
                 {"assembly":"GRCh38","sampleId":"s","variants":[{"contig":"1","position":1,"reference":"A","alternate":"C",
                 "detail":{"quality":1,"zygosity":"homozygous","line":3}}],
                 "geneValues":[{"kind":"copy-number","profile":"p","gene":"G","value":1}]}}""";
        assertThat(refused(variant.replace("\"quality\":1", "\"quality\":-1")).pointer())
                .isEqualTo("/payload/variants/0/detail/quality");
        assertThat(refused(variant.replace("homozygous", "both")).pointer())
                .isEqualTo("/payload/variants/0/detail/zygosity");
        assertThat(refused(variant.replace("\"line\":3", "\"line\":-3")).pointer())
                .isEqualTo("/payload/variants/0/detail/line");
        assertThat(refused(variant.replace("\"value\":1", "\"value\":\"1\"")).pointer())
                .isEqualTo("/payload/geneValues/0/value");
    }

    @Test
    void unknown_fields_are_kept_by_pointer_at_every_depth() throws Exception {
        ModalityMessage message = read("""
                {"id":"a","patient":"p","modality":"wearables","source":{"system":"s","site":7},"schemaVersion":9,"mood":{"x":1},
                 "payload":{"metric":"glucose","unit":"mg/dL","trend":"up",
                 "samples":[{"observedAt":"2026-03-01T08:15:00Z","value":101,"raw":12.5}]}}""");
        assertThat(message.schemaVersion()).isEqualTo(9);
        assertThat(message.unknown().keySet())
                .containsExactly("/mood", "/payload/samples/0/raw", "/payload/trend", "/source/site");
        assertThat(MessageCodec.fromCbor(MessageCodec.toCbor(message)).unknown().keySet())
                .isEqualTo(message.unknown().keySet());
    }

    @Test
    void a_wearable_message_without_times_of_its_own_takes_the_latest_sample_and_the_arrival() throws Exception {
        ModalityMessage message = read(GLUCOSE);
        assertThat(message.observedAt()).isEqualTo(Instant.parse("2026-03-01T07:15:00Z"));
        assertThat(message.issuedAt()).isEqualTo(ARRIVED);
    }

    @Test
    void a_repeat_has_the_same_content_hash_although_it_arrives_later() throws Exception {
        ModalityMessage first = read(GLUCOSE);
        ModalityMessage again = MessageCodec.fromJson(GLUCOSE.getBytes(StandardCharsets.UTF_8), ARRIVED.plusSeconds(9));
        ModalityMessage other = read(GLUCOSE.replace("101", "102"));
        assertThat(MessageCodec.contentHash(again)).isEqualTo(MessageCodec.contentHash(first));
        assertThat(MessageCodec.contentHash(other)).isNotEqualTo(MessageCodec.contentHash(first));
    }

    @Test
    void the_same_content_from_another_file_is_a_repeat_and_keeps_its_own_origin() throws Exception {
        ModalityMessage told = read(GLUCOSE.replace(
                "\"source\"", "\"origin\":{\"document\":\"a.csv\",\"line\":7,\"element\":\"[3]\"},\"source\""));
        assertThat(told.origin()).isEqualTo(new Origin("a.csv", 7, "[3]"));
        assertThat(MessageCodec.fromCbor(MessageCodec.toCbor(told))).isEqualTo(told);
        assertThat(MessageCodec.contentHash(told)).isEqualTo(MessageCodec.contentHash(read(GLUCOSE)));
        assertThat(refused(GLUCOSE.replace("\"source\"", "\"origin\":{\"line\":-1},\"source\""))
                        .pointer())
                .isEqualTo("/origin/line");
    }

    @Test
    void a_bare_number_is_never_taken_for_a_time() {
        MalformedMessage refused = refused(GLUCOSE.replace("\"2026-03-01T08:15:00+01:00\"", "1772349300"));
        assertThat(refused.pointer()).isEqualTo("/payload/samples/0/observedAt");
        assertThat(refused.detail()).contains("seconds or milliseconds");
    }

    @Test
    void a_local_time_without_an_offset_is_refused() {
        assertThat(refused(GLUCOSE.replace("+01:00", "")).pointer()).isEqualTo("/payload/samples/0/observedAt");
    }

    @Test
    void what_is_wrong_is_located() {
        assertThat(refused(GLUCOSE.replace("\"id\":\"a\"", "\"id\":5")).pointer())
                .isEqualTo("/id");
        assertThat(refused(GLUCOSE.replace("wearables", "wearable")).pointer()).isEqualTo("/modality");
        assertThat(refused(GLUCOSE.replace("\"value\":101", "\"value\":\"101\""))
                        .pointer())
                .isEqualTo("/payload/samples/0/value");
        assertThat(refused(GLUCOSE.replace("101", "1e999")).pointer()).isEqualTo("/payload/samples/0/value");
        assertThat(refused(GLUCOSE.replace("mg/dL", "")).pointer()).isEqualTo("/payload/unit");
        assertThat(refused("[]").pointer()).isEmpty();
        assertThat(refused("").detail()).contains("expected an object");
        assertThat(refused(GLUCOSE + "{}").detail()).contains("not a JSON document");
        assertThat(refused(GLUCOSE.replace("101", "NaN")).detail()).contains("line");
        assertThat(refused("[".repeat(10_000)).detail()).contains("not a JSON document");
    }

    @Property(tries = 400)
    void damaged_bytes_are_refused_and_never_more(@ForAll int at, @ForAll byte with) {
        byte[] stored = MessageCodec.toCbor(Examples.message(Examples.payloads().get(Math.floorMod(at, 5))));
        byte[] damaged = stored.clone();
        damaged[Math.floorMod(at, damaged.length)] = with;
        byte[] cut = Arrays.copyOf(stored, Math.floorMod(at, stored.length));
        for (byte[] bytes : List.of(damaged, cut)) {
            try {
                MessageCodec.fromCbor(bytes);
            } catch (MalformedMessage e) {
                assertThat(e.detail()).isNotEmpty();
            }
        }
    }
}
