package io.anamnesis.web.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FindingMessagesTest {
    private static final Instant ARRIVED = Instant.parse("2026-03-02T00:00:00Z");

    private final List<ModalityMessage> messages = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();

    private void read(String lines, @Nullable String given, String document, Instant arrivedAt) throws IOException {
        FindingMessages sink = new FindingMessages(
                given == null ? null : new PatientId(given),
                subject -> subject.identifier().equals("mrn-7") ? Optional.of(new PatientId("p-7")) : Optional.empty(),
                arrivedAt,
                new FindingMessages.Output() {
                    @Override
                    public void message(ModalityMessage message) {
                        messages.add(message);
                    }

                    @Override
                    public void refused(Refusal refusal) {
                        refused.add(refusal);
                    }
                });
        new LineReader()
                .read(
                        new ByteArrayInputStream(("LINES\n" + lines).getBytes(StandardCharsets.UTF_8)),
                        ReadingOptions.none().named(document),
                        sink);
    }

    @Test
    void a_message_is_named_after_what_it_says_and_not_after_its_file_or_hour() throws IOException {
        read("a one", null, "x", ARRIVED);
        read("\na one".substring(1), null, "y", ARRIVED.plusSeconds(60));
        read("a two", null, "x", ARRIVED);
        assertThat(messages.get(0).id()).isEqualTo(messages.get(1).id());
        assertThat(messages.get(2).id()).isNotEqualTo(messages.get(0).id());
        assertThat(messages.get(0).origin()).isNotEqualTo(messages.get(1).origin());
        assertThat(messages.get(0).id().value()).matches("n-[0-9a-f]{32}");
    }

    @Test
    void a_known_identifier_is_mapped_and_another_stands_for_itself() throws IOException {
        read("mrn-7 one\nfree two\n/bad three\n- four", null, "x", ARRIVED);
        assertThat(messages).extracting(message -> message.patient().value()).containsExactly("p-7", "free");
        assertThat(refused).extracting(Refusal::code).containsExactly("bad-patient-id", "patient-required");
        assertThat(refused).extracting(Refusal::line).containsExactly(4L, 5L);
    }

    @Test
    void an_input_that_is_one_patients_may_name_one_subject() throws IOException {
        read("a one\n- two\nb three\na four", "p-1", "x", ARRIVED);
        assertThat(messages).extracting(message -> message.patient().value()).containsOnly("p-1");
        assertThat(messages).hasSize(3);
        assertThat(refused).extracting(Refusal::code).containsExactly("another-subject");
    }
}
