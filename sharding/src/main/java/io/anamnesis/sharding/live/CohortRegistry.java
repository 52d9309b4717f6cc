package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.cohort.LiveCohort;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The newest definition of each cohort that a node has heard of. Any thread. */
final class CohortRegistry {
    private final Map<CohortName, LiveCohort> known = new HashMap<>();
    private final Consumer<LiveCohort> news;
    private int living;

    /** @param news is told of each definition that is newer than what was known; short, and under this lock, so that it is in order */
    CohortRegistry(Consumer<LiveCohort> news) {
        this.news = news;
    }

    synchronized void learn(LiveCohort cohort) {
        LiveCohort before = known.get(cohort.name());
        if (before != null && !before.isBefore(cohort)) {
            return;
        }
        known.put(cohort.name(), cohort);
        living += (cohort.lives() ? 1 : 0) - (before != null && before.lives() ? 1 : 0);
        news.accept(cohort);
    }

    /** How many live. */
    synchronized int living() {
        return living;
    }
}
