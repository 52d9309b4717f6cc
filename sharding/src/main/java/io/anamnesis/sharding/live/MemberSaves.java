package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.CohortStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Members that are to be written behind: of each patient the last change. Belongs to the entity's thread. */
final class MemberSaves {
    private final CohortName name;
    private final CohortStore store;
    private Map<PatientId, CohortChange> waiting = new LinkedHashMap<>();
    private Map<PatientId, CohortChange> underWay = Map.of();
    private long checkpoint;

    MemberSaves(CohortName name, CohortStore store, List<CohortChange> since) {
        this.name = name;
        this.store = store;
        note(since);
    }

    /** Takes durable changes. */
    void note(List<CohortChange> changes) {
        for (CohortChange change : changes) {
            waiting.put(change.patient(), change);
            checkpoint = Math.max(checkpoint, change.seq());
        }
    }

    /** Whether there is something to write and nothing is being written. */
    boolean due() {
        return !waiting.isEmpty() && !saving();
    }

    boolean saving() {
        return !underWay.isEmpty();
    }

    CompletionStage<Void> save() {
        underWay = waiting;
        waiting = new LinkedHashMap<>();
        return store.save(name, List.copyOf(underWay.values()), checkpoint);
    }

    /** What the store did not take is to be written again, unless it changed since. */
    void saved(boolean taken) {
        if (!taken) {
            underWay.forEach(waiting::putIfAbsent);
        }
        underWay = Map.of();
    }
}
