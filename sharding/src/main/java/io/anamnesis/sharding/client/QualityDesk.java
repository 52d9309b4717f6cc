package io.anamnesis.sharding.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.port.QuarantineStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is known of the quality of messages, and those that were kept aside. */
public interface QualityDesk {
    /**
     * One rule and source, since this node started.
     *
     * @param passed messages that met the rule
     * @param failed messages that did not
     */
    record Count(String rule, String source, long passed, long failed) {
        /** Both together; of one rule and source. */
        public Count plus(Count other) {
            return new Count(rule, source, passed + other.passed, failed + other.failed);
        }
    }

    /**
     * Counts of several nodes, each since it started, added up.
     *
     * @param counts by rule and source
     * @param nodes nodes that they are of
     * @param silent nodes of the cluster that did not answer in time, or could not be asked
     */
    record Everywhere(List<Count> counts, int nodes, int silent) {
        public Everywhere {
            counts = List.copyOf(counts);
        }
    }

    /**
     * Keeps a message aside.
     *
     * @param rule what it did not meet
     * @param pointer where
     * @param reason for people; holds no clinical value
     * @param document the message as it came
     * @return {@code Rejected}: with {@code Quarantined} once it is durable, else with why it could not be kept
     */
    CompletionStage<PatientReply> keep(
            PatientId patient, String sourceSystem, String rule, String pointer, String reason, JsonNode document);

    /** Where messages are kept. */
    QuarantineStore quarantine();

    /** Counts by rule and source, on this node. */
    List<Count> counts();

    /** Counts of all nodes that can be asked; where a desk knows of no others, its own. Does not fail. */
    default CompletionStage<Everywhere> everywhere() {
        return CompletableFuture.completedFuture(new Everywhere(counts(), 1, 0));
    }
}
