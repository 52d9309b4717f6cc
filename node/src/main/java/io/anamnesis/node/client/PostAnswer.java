package io.anamnesis.node.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node answered to an upload. A report that broke off has fewer outcomes than the upload had messages: what became of
 * the others is unknown, and sending them again is safe.
 *
 * @param outcomes in the order in which they came
 * @param problem what was wrong with the upload as a whole; null where nothing was
 */
public record PostAnswer(
        List<LineOutcome> outcomes, @Nullable Refusal problem) {
    public PostAnswer {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * The upload as a whole was refused, or broke off.
     *
     * @param status HTTP status; 0 where no answer came
     * @param code permanent code of the problem, or a name for what failed
     * @param detail for people
     */
    public record Refusal(int status, String code, String detail) {
        /** Whether another node, or the same one later, may take it. */
        public boolean retryable() {
            return status == 0 || status == 408 || status == 429 || status >= 500;
        }
    }
}
