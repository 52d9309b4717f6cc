package io.anamnesis.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.ImagingInstance;
import io.anamnesis.protocol.message.ImagingMeasurement;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagingFormTest {
    /** Every field that the payload can have. */
    private static final ImagingStudy WHOLE = new ImagingStudy(
            "1.2.3",
            "1.2.3.4",
            "CT",
            "CHEST",
            Map.of("firstorder_Mean", -812.5),
            new Embedding("m1", new float[] {0.5f, -1f}),
            new ImagingInstance(
                    "1.2.3.4.5",
                    "1.2.840.10008.5.1.4.1.1.2",
                    7,
                    1,
                    512,
                    256,
                    "1.2.840.10008.1.2.1",
                    "Chest",
                    LocalDate.of(2026, 3, 1),
                    "Lung window",
                    LocalDate.of(2026, 3, 2),
                    "{\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"]}}",
                    List.of("00100010", "00081115.0020000E")),
            List.of(
                    new ImagingMeasurement("Diameter", 12.5, "mm", "103339001", "SCT", "L1", "1.2.9"),
                    new ImagingMeasurement("Count", 2, "1", null, null, null, null)));

    @Test
    void every_field_comes_back_from_both_forms() throws Exception {
        ModalityMessage message = Examples.message(new Payload.ImagingPayload(WHOLE));

        assertThat(MessageCodec.fromCbor(MessageCodec.toCbor(message))).isEqualTo(message);
        assertThat(MessageCodec.fromJson(MessageCodec.toJson(message), Examples.ISSUED)
                        .payload())
                .isEqualTo(message.payload());
    }

    @Test
    void stored_bytes_never_change_their_form() {
        Goldens.check(
                "imaging",
                Map.of(
                        "instance",
                        HexFormat.of()
                                .formatHex(MessageCodec.toCbor(Examples.message(new Payload.ImagingPayload(WHOLE))))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"instance\":{}} | /payload/instance/sopInstanceUid",
                "{\"instance\":{\"sopInstanceUid\":\"1\",\"frames\":0}} | /payload/instance/frames",
                "{\"instance\":{\"sopInstanceUid\":\"1\",\"rows\":1.5}} | /payload/instance/rows",
                "{\"instance\":{\"sopInstanceUid\":\"1\",\"studyDate\":\"20260301\"}} | /payload/instance/studyDate",
                "{\"instance\":{\"sopInstanceUid\":\"1\",\"identifyingAttributes\":[7]}} | /payload/instance/identifyingAttributes",
                "{\"measurements\":[{\"name\":\"a\",\"value\":1,\"unit\":\"mm\"},{\"name\":\"a\",\"value\":1}]} | /payload/measurements/1/unit",
                "{\"measurements\":[{\"name\":\"a\",\"value\":\"x\",\"unit\":\"mm\"}]} | /payload/measurements/0/value",
            })
    void what_is_wrong_is_located_by_its_pointer(String fields, String pointer) {
        String payload = "{\"studyInstanceUid\":\"1\",\"seriesInstanceUid\":\"2\",\"dicomModality\":\"CT\","
                + fields.substring(1);
        String json = "{\"id\":\"a\",\"patient\":\"p\",\"modality\":\"imaging\",\"source\":{\"system\":\"s\"},"
                + "\"observedAt\":\"2026-03-01T08:15:00Z\",\"payload\":" + payload + "}";

        assertThatThrownBy(() -> MessageCodec.fromJson(json.getBytes(StandardCharsets.UTF_8), Instant.EPOCH))
                .isInstanceOfSatisfying(
                        MalformedMessage.class, e -> assertThat(e.pointer()).isEqualTo(pointer));
    }

    @Test
    void more_than_the_limits_is_no_payload() {
        ImagingMeasurement one = new ImagingMeasurement("a", 1, "mm", null, null, null, null);

        assertThatThrownBy(() -> new ImagingStudy(
                        "1", "2", "CT", null, Map.of(), null, null, java.util.Collections.nCopies(1001, one)))
                .hasMessageContaining("1000")
                .hasMessageContaining("1001");
        assertThatThrownBy(() -> new ImagingMeasurement("a", Double.NaN, "mm", null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
