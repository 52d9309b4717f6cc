package io.anamnesis.protocol.port;

import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What operators did to the cluster, for good. What the stage of {@link #save} has confirmed is durable. */
public interface OperatorActions {
    /** Writes or replaces one, by its id. */
    CompletionStage<Void> save(OperatorAction action);

    /**
     * Those of one month, the newest first.
     *
     * @param before only ids below this one; null for the first page
     * @param limit at most so many, 1 to 10,000
     */
    CompletionStage<List<OperatorAction>> page(YearMonth month, @Nullable String before, int limit);
}
