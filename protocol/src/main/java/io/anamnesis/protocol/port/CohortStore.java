package io.anamnesis.protocol.port;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortMember;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.message.PatientId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Live cohorts: their definitions, their history, which is the truth, and their members, which are written behind. What is current is
 * the stored members with the changes after the checkpoint applied to them.
 */
public interface CohortStore {
    /** Writes or replaces the definition of that name. */
    CompletionStage<Void> define(LiveCohort cohort);

    /** The definition, ended ones too. */
    CompletionStage<Optional<LiveCohort>> find(CohortName name);

    /**
     * Definitions in the order of their names, ended ones too.
     *
     * @param after the last name of the page before, or null
     * @param limit at most so many, 1 to 10,000
     */
    CompletionStage<List<LiveCohort>> definitions(@Nullable CohortName after, int limit);

    /**
     * Makes changes durable. The same again changes nothing, so a repeat after a timeout is safe.
     *
     * @param changes ascending by seq without gaps
     * @return completes when all are durable; fails with {@link StorageException} where that is not known
     */
    CompletionStage<Void> append(CohortName name, List<CohortChange> changes);

    /**
     * The history after a change, ascending.
     *
     * @param afterSeq 0 for the beginning
     * @param limit at most so many, 1 to 10,000
     */
    CompletionStage<List<CohortChange>> changes(CohortName name, long afterSeq, int limit);

    /**
     * Brings stored members up to date and then moves the checkpoint. An older save that arrives after a newer one changes no member.
     *
     * @param latest each patient's last change since the save before
     * @param checkpoint the last change that members and {@code latest} hold
     */
    CompletionStage<Void> save(CohortName name, List<CohortChange> latest, long checkpoint);

    /** The change up to which stored members are complete; 0 before the first save. To be read before the members are. */
    CompletionStage<Long> checkpoint(CohortName name);

    /**
     * Stored members in a stable order.
     *
     * @param after the last patient of the page before, or null
     * @param limit at most so many, 1 to 10,000
     */
    CompletionStage<List<CohortMember>> members(CohortName name, @Nullable PatientId after, int limit);
}
