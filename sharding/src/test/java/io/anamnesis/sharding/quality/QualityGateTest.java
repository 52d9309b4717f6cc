package io.anamnesis.sharding.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.patient.PatientCommand;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.port.Quarantined;
import io.anamnesis.sharding.client.QualityDesk.Count;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class QualityGateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:15:00Z");

    private final MemoryStorage storage = new MemoryStorage();
    private final List<ModalityMessage> recorded = new ArrayList<>();

    private QualityGate gate(String rules, int maxADay) {
        return QualityGate.from(
                ConfigFactory.parseString(
                        "anamnesis.sharding.quality { quarantine.max-a-day = " + maxADay + ", rules {" + rules + "} }"),
                command -> {
                    recorded.add(((PatientCommand.Record) command).message());
                    return CompletableFuture.completedFuture(new PatientReply.Accepted(recorded.size()));
                },
                storage.quarantine(),
                () -> NOW);
    }

    private static String range(String action) {
        return "glucose-range { modality = wearables, where { \"/payload/metric\" = glucose }\n"
                + "field = \"/payload/samples/*/value\", expect { min = 10, max = 1000 }, action = " + action + " }";
    }

    private static ModalityMessage glucose(String id, double... values) {
        long[] minutes = new long[values.length];
        for (int i = 0; i < minutes.length; i++) {
            minutes[i] = i;
        }
        return Messages.wearable(id, "glucose", "mg/dL", "d-1", 0, minutes, values);
    }

    private static PatientReply ask(QualityGate gate, ModalityMessage message) {
        return gate.ask(new PatientCommand.Record(message, Caller.system("test")))
                .toCompletableFuture()
                .join();
    }

    private static Rejection refusal(QualityGate gate, ModalityMessage message) {
        return ((PatientReply.Rejected) ask(gate, message)).rejection();
    }

    private List<Quarantined> kept() {
        return storage.quarantine()
                .page(LocalDate.of(2026, 3, 1), null, 100)
                .toCompletableFuture()
                .join();
    }

    @Test
    void what_meets_its_expectations_passes_and_is_counted() {
        QualityGate gate = gate(range("refuse"), 10);
        assertThat(ask(gate, glucose("a", 100, 5_000))).isInstanceOf(PatientReply.Rejected.class);
        assertThat(ask(gate, glucose("b", 100))).isEqualTo(new PatientReply.Accepted(1));
        assertThat(gate.counts()).containsExactly(new Count("glucose-range", "test", 1, 1));
    }

    @Test
    void a_rule_that_only_warns_records_and_counts() {
        QualityGate gate = gate(range("warn"), 10);
        ModalityMessage odd = glucose("a", 5_000);
        assertThat(ask(gate, odd)).isEqualTo(new PatientReply.Accepted(1));
        assertThat(recorded).containsExactly(odd);
        assertThat(gate.counts()).containsExactly(new Count("glucose-range", "test", 0, 1));
    }

    @Test
    void a_rule_that_drops_leaves_out_the_elements_and_no_more() {
        QualityGate gate = gate(range("drop"), 10);
        ask(gate, glucose("a", 5, 100, 5_000, 120));
        assertThat(((Payload.WearablePayload) recorded.get(0).payload()).samples())
                .isEqualTo(((Payload.WearablePayload) Messages.wearable(
                                        "a", "glucose", "mg/dL", "d-1", 0, new long[] {1, 3}, new double[] {100, 120})
                                .payload())
                        .samples());
        assertThat(refusal(gate, glucose("b", 5)).code()).isEqualTo("dropped");
        assertThat(recorded).hasSize(1);
    }

    @Test
    void a_rule_that_drops_for_a_field_in_no_array_drops_the_message() {
        QualityGate gate = gate(
                "unit { modality = wearables, field = \"/payload/unit\", expect.one-of = [\"mmol/L\"], action = drop }",
                10);
        assertThat(refusal(gate, glucose("a", 100)))
                .isEqualTo(new Rejection.Dropped("unit", "/payload/unit", "expected one of mmol/L"));
        assertThat(recorded).isEmpty();
    }

    @Test
    void a_quarantined_message_is_kept_whole_before_its_sender_hears_of_it() {
        QualityGate gate = gate(range("quarantine"), 10);
        ModalityMessage odd = glucose("a", 100, 5_000);
        Rejection.Quarantined said = (Rejection.Quarantined) refusal(gate, odd);
        assertThat(recorded).isEmpty();
        assertThat(kept()).hasSize(1);
        Quarantined entry = kept().get(0);
        assertThat(entry.id()).isEqualTo(said.id()).startsWith("2026-03-01-");
        assertThat(Quarantined.isId(entry.id())).isTrue();
        assertThat(entry.pointer()).isEqualTo("/payload/samples/1/value");
        assertThat(storage.quarantine()
                        .find(entry.id())
                        .toCompletableFuture()
                        .join()
                        .orElseThrow()
                        .document()
                        .at("/payload/samples/1/value")
                        .asDouble())
                .isEqualTo(5_000);
        refusal(gate, odd);
        assertThat(kept()).as("the same twice a day is one").hasSize(1);
    }

    @Test
    void the_strictest_action_wins() {
        QualityGate gate = gate(
                range("quarantine")
                        + "\nany { modality = wearables, field = \"/tags\", expect.present = true, action = refuse }",
                10);
        assertThat(refusal(gate, glucose("a", 5_000)))
                .isEqualTo(new Rejection.ExpectationUnmet("any", "/tags", "expected the field to be there"));
        assertThat(kept()).isEmpty();
    }

    @Test
    void a_rule_for_another_source_metric_or_modality_does_not_apply() {
        QualityGate gate = gate(
                range("refuse")
                        + "\nelse { modality = wearables, source = lab, field = \"/payload/unit\", expect.one-of = [], action = refuse }"
                        + "\nnotes { modality = notes, field = \"/payload/unit\", expect.present = true, action = refuse }",
                10);
        ModalityMessage heart =
                Messages.wearable("a", "heart-rate", "/min", "d-1", 0, new long[] {0}, new double[] {5_000});
        assertThat(ask(gate, heart)).isEqualTo(new PatientReply.Accepted(1));
        assertThat(gate.counts()).isEmpty();
    }

    @Test
    void a_day_has_a_limit_and_so_has_a_document() {
        QualityGate gate = gate(range("quarantine"), 2);
        assertThat(refusal(gate, glucose("a", 5_000)).code()).isEqualTo("quarantined");
        assertThat(refusal(gate, glucose("b", 5_000)).code()).isEqualTo("quarantined");
        assertThat(refusal(gate, glucose("c", 5_000)).code()).isEqualTo("limit-reached");
        JsonNode huge = JsonNodeFactory.instance.textNode("x".repeat(Quarantine.MAX_DOCUMENT_CHARS));
        assertThat(gate(range("warn"), 2)
                        .keep(Messages.PATIENT, "s", "r", "/payload", "why", huge)
                        .toCompletableFuture()
                        .join())
                .isInstanceOfSatisfying(
                        PatientReply.Rejected.class,
                        rejected -> assertThat(rejected.rejection().code()).isEqualTo("limit-reached"));
    }

    @Test
    void a_wrong_rule_stops_the_start_and_is_named() {
        for (String wrong : List.of(
                "expect {}, action = warn, field = \"/a\"",
                "expect.min = 1, action = shout, field = \"/a\"",
                "expect.min = 1, action = warn, field = a",
                "expect { min = 1, one-of = [] }, action = warn, field = \"/a\"",
                "expect.matches = \"(\", action = warn, field = \"/a\"")) {
            assertThatThrownBy(() -> gate("odd { modality = notes, " + wrong + " }", 1))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("odd");
        }
    }

    @Test
    void the_rules_that_are_shipped_can_be_read() {
        assertThat(QualityRules.from(ConfigFactory.load().getConfig("anamnesis.sharding.quality"))
                        .of(io.anamnesis.protocol.message.Modality.GENOMICS))
                .isNotEmpty();
    }

    @Test
    void sources_beyond_the_limit_are_counted_together() {
        QualityCounts counts = new QualityCounts();
        for (int i = 0; i < QualityCounts.MOST_SOURCES + 10; i++) {
            counts.count("r", "s-" + i, true);
        }
        assertThat(counts.all()).hasSize(QualityCounts.MOST_SOURCES + 1);
        assertThat(counts.all()).contains(new Count("r", QualityCounts.OTHER_SOURCES, 10, 0));
    }
}
