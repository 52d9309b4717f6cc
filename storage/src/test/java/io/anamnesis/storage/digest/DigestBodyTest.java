package io.anamnesis.storage.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.Occasion;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class DigestBodyTest {
    private static final PatientId PATIENT = new PatientId("p-1");

    /** Of the form before forms had numbers. */
    private static final String STORED =
            "bf657061727473bf656e6f746573bf637365710b65666972737400646c6173740968656c656d656e747382bf646b696e6466656e7469747962617407657465726d738261616162676e756d62657273bf6178fb3ff8000000000000ffffbf646b696e6466656e74697479ff697472756e63617465648261616162676e756d62657273bf6178fb3ff8000000000000ff67766563746f7273bf617681d855480000803f000000c0ffffffff";

    @Test
    void the_stored_bytes_never_change() {
        // Given
        Digest digest = digest(List.of("b", "a"), Map.of("x", 1.5), Map.of("v", List.of(new float[] {1f, -2f})));

        // Then
        assertThat(HexFormat.of().formatHex(DigestBody.encode(inForm(digest, 0))))
                .isEqualTo(STORED);
        assertThat(HexFormat.of().formatHex(DigestBody.encode(inForm(digest, 2))))
                .isEqualTo("bf64666f726d02" + STORED.substring(2));
    }

    @Test
    void a_body_that_names_no_form_is_of_an_older_build() {
        Digest read = DigestBody.decode(PATIENT, 3, 12, HexFormat.of().parseHex(STORED));

        assertThat(read.form()).isZero();
        assertThat(read.outdated()).isTrue();
    }

    private static Digest inForm(Digest digest, int form) {
        return new Digest(digest.patient(), digest.slice(), digest.seq(), form, digest.parts());
    }

    @Test
    void what_a_later_build_added_is_skipped() {
        // Given: {"later": {"a": [1]}, "parts": {"dreams": {}, "notes": {"seq": 5, "later": [1]}}}
        byte[] body = HexFormat.of()
                .parseHex(
                        "a2656c61746572a161618101657061727473a266647265616d73a0656e6f746573a26373657105656c617465728101");

        // Then
        assertThat(DigestBody.decode(PATIENT, 3, 12, body))
                .isEqualTo(new Digest(
                        PATIENT,
                        3,
                        12,
                        0,
                        Map.of(
                                Modality.NOTES,
                                new Digest.Part(
                                        5, Instant.EPOCH, Instant.EPOCH, List.of(), Set.of(), Map.of(), Map.of()))));
    }

    /** An imaging part with two earlier studies, of which the second lacks a number. */
    private static final String WITH_EARLIER =
            "bf64666f726d02657061727473bf67696d6167696e67bf637365710565666972737400646c61737409676561726c696572bf656e616d65738261786179646561636882bf646b696e6465737475647962696463312e326466726f6d0365756e74696c046676616c756573d855480000c03f000000c0ffbf646b696e646677696e646f776466726f6d0065756e74696c016676616c756573d855480000003f0000c07fffffffffff";

    @Test
    void what_came_before_keeps_its_stored_bytes_and_its_names_stand_once() {
        Digest digest = new Digest(
                PATIENT,
                3,
                12,
                2,
                Map.of(
                        Modality.IMAGING,
                        new Digest.Part(
                                5,
                                Instant.EPOCH,
                                Instant.ofEpochMilli(9),
                                List.of(),
                                Set.of(),
                                Map.of(),
                                Map.of(),
                                List.of(
                                        Occasion.of(
                                                Occasion.STUDY,
                                                "1.2",
                                                Instant.ofEpochMilli(3),
                                                Instant.ofEpochMilli(4),
                                                Map.of("x", 1.5, "y", -2)),
                                        Occasion.of(
                                                Occasion.WINDOW,
                                                null,
                                                Instant.EPOCH,
                                                Instant.ofEpochMilli(1),
                                                Map.of("x", 0.5))))));

        assertThat(HexFormat.of().formatHex(DigestBody.encode(digest))).isEqualTo(WITH_EARLIER);
        assertThat(DigestBody.decode(PATIENT, 3, 12, DigestBody.encode(digest))).isEqualTo(digest);
    }

    @Test
    void a_name_of_what_holds_now_stands_once_and_a_place_that_is_none_is_refused() {
        Occasion before = Occasion.of(
                Occasion.WINDOW, null, Instant.EPOCH, Instant.EPOCH, Map.of("glucose.mean[14d]", 110, "other", 1));
        Digest digest = new Digest(
                PATIENT,
                3,
                12,
                Map.of(
                        Modality.WEARABLES,
                        new Digest.Part(
                                5,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                List.of(),
                                Set.of(),
                                Map.of("glucose.mean[14d]", 120.0),
                                Map.of(),
                                List.of(before))));

        byte[] body = DigestBody.encode(digest);

        String text = new String(body, StandardCharsets.ISO_8859_1);
        assertThat(text.split(Pattern.quote("glucose.mean[14d]"), -1)).hasSize(2);
        assertThat(DigestBody.decode(PATIENT, 3, 12, body)).isEqualTo(digest);
        int names = text.indexOf("enames") + "enames".length();
        assertThat(body[names + 1]).as("the first of two names is a place").isZero();
        body[names + 1] = 1;
        assertThatThrownBy(() -> DigestBody.decode(PATIENT, 3, 12, body))
                .hasRootCauseMessage("a name is one of 1 numbers, here the one at 1");
    }

    @Property(tries = 200)
    void every_occasion_survives_the_way_to_bytes_and_back(
            @ForAll @Size(max = 4) List<@Size(max = 5) Map<String, Float>> numbers, @ForAll Map<String, Double> ofNow) {
        // some names are also of what holds now
        Map<String, Double> now = new HashMap<>(ofNow);
        numbers.stream().limit(2).forEach(each -> each.keySet().forEach(name -> now.put(name, 1.0)));
        List<Occasion> earlier = numbers.stream()
                .map(each -> Occasion.of(
                        Occasion.STUDY, "s-" + each.size(), Instant.EPOCH, Instant.ofEpochMilli(each.size()), each))
                .toList();
        Digest.Part part =
                new Digest.Part(11, Instant.EPOCH, Instant.EPOCH, List.of(), Set.of(), now, Map.of(), earlier);
        Digest digest = new Digest(PATIENT, 3, 12, Map.of(Modality.IMAGING, part));

        assertThat(DigestBody.decode(PATIENT, 3, 12, DigestBody.encode(digest))).isEqualTo(digest);
    }

    @Test
    void bytes_that_are_no_body_are_refused() {
        assertThatThrownBy(() -> DigestBody.decode(PATIENT, 3, 12, new byte[] {1, 2, 3}))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("3 bytes");
    }

    @Property(tries = 200)
    void every_digest_survives_the_way_to_bytes_and_back(
            @ForAll List<String> terms,
            @ForAll Map<String, Double> numbers,
            @ForAll Map<String, List<float[]>> vectors) {
        // Given
        Digest digest = digest(terms, numbers, vectors);

        // Then
        assertThat(DigestBody.decode(PATIENT, 3, 12, DigestBody.encode(digest))).isEqualTo(digest);
    }

    private static Digest digest(List<String> terms, Map<String, Double> numbers, Map<String, List<float[]>> vectors) {
        List<Digest.Element> elements = List.of(
                new Digest.Element("entity", 7L, Set.copyOf(terms), numbers),
                new Digest.Element("entity", null, Set.of(), Map.of()));
        Digest.Part part = new Digest.Part(
                11, Instant.EPOCH, Instant.ofEpochMilli(9), elements, Set.copyOf(terms), numbers, vectors);
        return new Digest(PATIENT, 3, 12, Map.of(Modality.NOTES, part));
    }
}
