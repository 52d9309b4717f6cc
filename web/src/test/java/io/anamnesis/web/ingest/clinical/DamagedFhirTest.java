package io.anamnesis.web.ingest.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever is done to an input, a read ends with findings and located refusals, or with {@link UnreadableInput}. */
class DamagedFhirTest {
    private static final String BUNDLE = """
            {"resourceType":"Bundle","type":"collection","timestamp":"2020-01-01T00:00:00Z","entry":[
            {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"p","birthDate":"1980-01-01","gender":"male",
             "text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">x</div>"}}},
            {"fullUrl":"urn:uuid:2","resource":{"resourceType":"Observation","id":"o","status":"final",
             "code":{"coding":[{"system":"http://loinc.org","code":"8302-2"}]},"subject":{"reference":"urn:uuid:1"},
             "effectiveDateTime":"2020-05-01T10:00:00Z","valueQuantity":{"value":1.75,"unit":"m","system":"http://unitsofmeasure.org","code":"m"},
             "component":[{"code":{"text":"c"},"valueInteger":5}]}},
            {"request":{"method":"DELETE","url":"Condition/1"}}]}""";
    private static final List<String> NASTY = List.of(
            "null",
            "[]",
            "{}",
            "\"\"",
            "true",
            "1e999",
            "-1",
            "[[]]",
            "{\"a\":{}}",
            "\"\\u0000\"",
            "9".repeat(99),
            "\"2020-13-45\"",
            "[null]",
            "\"#p\"",
            "\"urn:uuid:2\"",
            "0",
            "[{\"resourceType\":\"Bundle\"}]");
    private static final int ROUNDS = 800;

    private static void readOrRefuse(byte[] json) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try {
                Collected read = Collected.of(json, IdentityMap.none(), Collected.options());
                assertThat(read.refusals).allMatch(refusal -> !refusal.code().isEmpty() && refusal.line() > 0);
            } catch (UnreadableInput e) {
                assertThat(e.code()).matches("[a-z0-9-]+");
            }
        });
    }

    @Test
    void a_truncated_bundle_is_refused_as_a_whole_and_nothing_of_it_is_taken() {
        byte[] whole = BUNDLE.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length += 7) {
            byte[] part = Arrays.copyOf(whole, length);
            UnreadableInput refused = catchThrowableOfType(
                    UnreadableInput.class, () -> Collected.of(part, IdentityMap.none(), Collected.options()));
            assertThat(refused).as("%d bytes", length).isNotNull();
            assertThat(refused.code()).isEqualTo("malformed-json");
        }
    }

    @Test
    void flipped_bytes_and_wrong_types_never_escape() {
        Random random = new Random(42);
        byte[] whole = BUNDLE.getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= round % 4; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(damaged);
            readOrRefuse(replaced(random).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Puts a wrong value where a scalar or object stood. */
    private static String replaced(Random random) {
        List<Integer> colons = IntStream.range(0, BUNDLE.length())
                .filter(i -> BUNDLE.charAt(i) == ':' && BUNDLE.charAt(i - 1) == '"')
                .boxed()
                .toList();
        int from = colons.get(random.nextInt(colons.size())) + 1;
        int to = from;
        int depth = 0;
        for (boolean quoted = false; to < BUNDLE.length(); to++) {
            char c = BUNDLE.charAt(to);
            quoted ^= c == '"' && BUNDLE.charAt(to - 1) != '\\';
            depth += quoted ? 0 : "{[".indexOf(c) >= 0 ? 1 : "}]".indexOf(c) >= 0 ? -1 : 0;
            if (!quoted && (depth < 0 || (depth == 0 && c == ','))) {
                break;
            }
        }
        return BUNDLE.substring(0, from) + NASTY.get(random.nextInt(NASTY.size())) + BUNDLE.substring(to);
    }

    @Test
    void damage_to_a_line_of_bulk_data_costs_that_line() {
        String patient = "{\"resourceType\":\"Patient\",\"id\":\"p%d\",\"birthDate\":\"1980\"}\n";
        String lines = patient.formatted(1) + "{\"resourceType\":\"Patient\",\n" + "[]\n" + "\n" + patient.formatted(2)
                + "{\"resourceType\":\"Pat\u00ffient\"}\n{\"id\":\"x\"}\n"
                + patient.formatted(3).strip();
        Collected read = Collected.of(lines);
        assertThat(read.resources()).extracting(one -> one.resourceId()).containsExactly("p1", "p2", "p3");
        assertThat(read.places())
                .containsExactly(
                        "2 null malformed-json",
                        "3 null malformed-json",
                        "6 Pat\u00ffient.resourceType unknown-resource-type",
                        "7 null not-a-resource");
        Collected first = Collected.of("{\"resourceType\":\n" + patient.formatted(1) + patient.formatted(2));
        assertThat(first.places()).containsExactly("1 null malformed-json");
        assertThat(first.resources()).hasSize(2);
    }

    @Test
    void depth_is_bounded_for_a_resource_and_for_the_whole() {
        String deep = "[".repeat(300) + "]".repeat(300);
        assertThat(Collected.of("{\"resourceType\":\"Patient\",\"id\":\"p\",\"x\":" + deep + "}")
                        .places())
                .containsExactly("1 Patient malformed-json");
        String deeper = "{\"a\":".repeat(1_000_000);
        UnreadableInput refused = catchThrowableOfType(
                UnreadableInput.class, () -> Collected.of("{\"resourceType\":\"Patient\",\"x\":" + deeper));
        assertThat(refused.code()).isEqualTo("text-too-long");
    }

    @Test
    void a_resource_beyond_the_limit_is_refused_and_the_next_is_read() {
        String huge =
                "{\"resourceType\":\"Patient\",\"id\":\"h\",\"x\":\"" + "a".repeat(Limits.MAX_RESOURCE_BYTES) + "\"}";
        String small = "{\"resourceType\":\"Patient\",\"id\":\"s\",\"birthDate\":\"1980\"}";
        Collected bundle = Collected.of("{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[{\"resource\":"
                + huge + "},{\"resource\":" + small + "}]}");
        assertThat(bundle.places()).containsExactly("1 Bundle.entry[0].resource resource-too-large");
        assertThat(bundle.resources()).hasSize(1);
        Collected lines = Collected.of(small + "\n" + huge + "\n" + small.replace("\"s\"", "\"t\""));
        assertThat(lines.places()).containsExactly("2 null line-too-long");
        assertThat(lines.resources()).hasSize(2);
    }

    @Test
    void memory_does_not_grow_with_the_length_of_bulk_data() throws IOException {
        byte[] line = ("{\"resourceType\":\"Device\",\"id\":\"d\",\"note\":[{\"text\":\"" + "x".repeat(100_000)
                        + "\"}]}\n")
                .getBytes(StandardCharsets.UTF_8);
        long[] refused = new long[1];
        FindingSink sink = new FindingSink() {
            @Override
            public void found(Finding finding) {}

            @Override
            public void refused(Refusal refusal) {
                refused[0]++;
            }
        };
        // 1.1 GB through a JVM of 1 GB
        InputStream in = new SequenceInputStream(Collections.enumeration(Collections.nCopies(11_000, line).stream()
                .map(ByteArrayInputStream::new)
                .toList()));
        new FhirReader().read(in, ReadingOptions.none(), sink);
        assertThat(refused[0]).isEqualTo(1);
    }

    @Test
    void cycles_of_references_end() {
        Collected read = Collected.of("""
                {"resourceType":"Bundle","type":"collection","entry":[
                {"fullUrl":"urn:uuid:a","resource":{"resourceType":"Observation","id":"a","status":"final","code":{"text":"x"},
                 "subject":{"reference":"urn:uuid:b"},"hasMember":[{"reference":"urn:uuid:b"}]}},
                {"fullUrl":"urn:uuid:b","resource":{"resourceType":"Observation","id":"b","status":"final","code":{"text":"x"},
                 "subject":{"reference":"urn:uuid:a"},"hasMember":[{"reference":"urn:uuid:a"}]}},
                {"resource":{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order",
                 "subject":{"reference":"Patient/p"},"medicationReference":{"reference":"#x"},
                 "contained":[{"resourceType":"Medication","id":"x","ingredient":[{"itemReference":{"reference":"#y"}}]},
                 {"resourceType":"Medication","id":"y","ingredient":[{"itemReference":{"reference":"#x"}}]}]}}]}""");
        assertThat(read.resources()).extracting(one -> one.resourceId()).containsExactly("m");
        assertThat(read.refusals).extracting(Refusal::code).containsOnly("subject-not-a-patient");
    }

    @Test
    void a_narrative_is_never_parsed_as_xml() {
        String bomb = "<!DOCTYPE d [<!ENTITY a \\\"aaaaaaaaaa\\\"><!ENTITY b \\\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\\\">"
                + "<!ENTITY x SYSTEM \\\"file:///etc/passwd\\\">]><div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">&b;&x;</div>";
        Collected read = Collected.of("{\"resourceType\":\"Patient\",\"id\":\"p\",\"birthDate\":\"1980\",\"text\":"
                + "{\"status\":\"generated\",\"div\":\"" + bomb
                + "\"},\"contained\":[{\"resourceType\":\"Organization\",\"id\":\"o\","
                + "\"text\":{\"status\":\"generated\",\"div\":\"" + bomb + "\"}}]}");
        assertThat(read.only().content()).contains("&b;&x;").doesNotContain("root:");
    }

    @Test
    void a_name_that_stands_twice_is_refused() {
        assertThat(Collected.of("{\"resourceType\":\"Patient\",\"id\":\"a\",\"id\":\"b\",\"birthDate\":\"1980\"}")
                        .places())
                .containsExactly("1 Patient malformed-json");
    }

    @Test
    void a_number_beyond_a_double_and_text_that_is_no_utf_8_are_refused() {
        String json = BUNDLE.replace("1.75", "1E400");
        assertThat(Collected.of(json).refusals)
                .extracting(Refusal::element)
                .containsExactly("Bundle.entry[1].resource.valueQuantity.value");
        byte[] latin = BUNDLE.replace("\"m\"", "\"µ\"").getBytes(StandardCharsets.ISO_8859_1);
        readOrRefuse(latin);
        byte[] utf16 = BUNDLE.getBytes(StandardCharsets.UTF_16LE);
        UnreadableInput refused = catchThrowableOfType(
                UnreadableInput.class, () -> Collected.of(utf16, IdentityMap.none(), Collected.options()));
        assertThat(refused.code()).isEqualTo("invalid-utf-8");
    }

    @Test
    void what_the_sink_throws_reaches_the_caller_unchanged() {
        IllegalArgumentException own = new IllegalArgumentException("full");
        FindingSink sink = new FindingSink() {
            @Override
            public void found(Finding finding) {
                throw own;
            }

            @Override
            public void refused(Refusal refusal) {}
        };
        IllegalArgumentException thrown = catchThrowableOfType(IllegalArgumentException.class, () -> new FhirReader()
                .read(new ByteArrayInputStream(BUNDLE.getBytes(StandardCharsets.UTF_8)), Collected.options(), sink));
        assertThat(thrown).isSameAs(own);
    }

    @Test
    void a_byte_order_mark_is_no_fault() {
        assertThat(Collected.of("\uFEFF" + BUNDLE).resources()).hasSize(3);
        assertThat(new FhirReader().recognises(("\uFEFF" + BUNDLE).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }
}
