package io.anamnesis.protocol.port;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Messages that were kept aside. What the stage of {@link #save} has confirmed is durable. */
public interface QuarantineStore {
    /** Writes or replaces one, by its id. */
    CompletionStage<Void> save(Quarantined entry);

    /** The one of that id. */
    CompletionStage<Optional<Quarantined>> find(String id);

    /**
     * Those of one day, in the order of their ids, each {@link Quarantined#withoutDocument}.
     *
     * @param after only ids behind this one; null for the first page
     * @param limit at most so many, 1 to 10,000
     */
    CompletionStage<List<Quarantined>> page(LocalDate day, @Nullable String after, int limit);
}
