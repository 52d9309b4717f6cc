package io.anamnesis.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.anamnesis.protocol.message.ClinicalFacts;
import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalFacts.PatientFacts;
import io.anamnesis.protocol.message.ClinicalFacts.Reference;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalTime;
import io.anamnesis.protocol.message.ClinicalValue;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClinicalFactsFormTest {
    private static final Coding CODE = new Coding("http://loinc.org", "2339-0", "Glucose");

    static Payload everyField() {
        ClinicalFacts facts = new ClinicalFacts(
                Instant.parse("2026-03-01T08:15:30.250Z"),
                true,
                List.of("laboratory"),
                List.of("tumor-marker"),
                List.of(CODE, new Coding(null, "x", null)),
                time("2019-05"),
                time("2019-05-17T10:00:00+02:00"),
                List.of(new ClinicalValue(
                        "value", CODE, 5.5, "<", "mmol/L", CODE, "text", 3.5, 7.0, "H", "unknown", "valueQuantity")),
                List.of(new Reference("encounter", "Encounter/e1")),
                new PatientFacts(time("1980"), "female", true, time("2020-01-01")));
        return new Payload.ClinicalPayload(
                new ClinicalResource("Observation", "o1", "2", "final", "http://loinc.org", "2339-0", "{}", facts));
    }

    private static ClinicalTime time(String text) {
        return ClinicalTime.of(text).orElseThrow();
    }

    @Test
    void every_fact_comes_back_in_both_forms() throws Exception {
        ModalityMessage message = Examples.message(everyField());
        assertThat(MessageCodec.fromCbor(MessageCodec.toCbor(message))).isEqualTo(message);
        assertThat(MessageCodec.fromJson(MessageCodec.toJson(message), Instant.EPOCH)
                        .payload())
                .isEqualTo(message.payload());
    }

    @Test
    void stored_facts_never_change_their_form() {
        Goldens.check(
                "clinical-facts",
                Map.of("clinical", HexFormat.of().formatHex(MessageCodec.toCbor(Examples.message(everyField())))));
    }

    @Test
    void what_is_wrong_is_located_and_what_is_new_is_kept() throws Exception {
        assertThat(refused("{\"values\":[{\"name\":\"value\",\"number\":\"high\"}]}"))
                .isEqualTo("/payload/facts/values/0/number");
        assertThat(refused("{\"start\":\"yesterday\"}")).isEqualTo("/payload/facts/start");
        assertThat(refused("{\"topics\":[1]}")).isEqualTo("/payload/facts/topics");
        assertThat(refused("{\"deleted\":\"yes\"}")).isEqualTo("/payload/facts/deleted");
        assertThat(read("{\"mood\":1,\"codings\":[{\"code\":\"c\",\"version\":\"2\"}]}")
                        .unknown())
                .containsOnlyKeys("/payload/facts/mood", "/payload/facts/codings/0/version");
    }

    @Test
    void a_list_beyond_its_limit_is_refused_with_both_numbers() {
        String categories = "[" + "\"c\",".repeat(ClinicalFacts.MAX_CATEGORIES) + "\"c\"]";
        MalformedMessage refused =
                catchThrowableOfType(MalformedMessage.class, () -> read("{\"categories\":" + categories + "}"));
        assertThat(refused).hasMessageContaining("64").hasMessageContaining("65");
    }

    private static String refused(String facts) {
        MalformedMessage refused = catchThrowableOfType(MalformedMessage.class, () -> read(facts));
        assertThat(refused).as(facts).isNotNull();
        return refused.pointer();
    }

    private static ModalityMessage read(String facts) throws MalformedMessage {
        String json = "{\"id\":\"a\",\"patient\":\"p\",\"modality\":\"clinical\",\"source\":{\"system\":\"s\"},"
                + "\"observedAt\":\"2026-03-01T08:15:00Z\",\"payload\":{\"resourceType\":\"Observation\","
                + "\"resourceId\":\"o\",\"content\":\"{}\",\"facts\":" + facts + "}}";
        return MessageCodec.fromJson(json.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
    }
}
