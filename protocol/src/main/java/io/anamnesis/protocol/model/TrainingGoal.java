package io.anamnesis.protocol.model;

import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.Moment;
import org.jspecify.annotations.Nullable;

/** What a model learns to tell. */
public sealed interface TrainingGoal {
    /** In the words of criteria, for the record. */
    String text();

    /**
     * Whether something is so.
     *
     * @param criterion certainly so or certainly not; who is neither is left out
     */
    record Label(Criterion criterion) implements TrainingGoal {
        @Override
        public String text() {
            return "label: " + CriterionText.print(criterion);
        }
    }

    /**
     * How soon something comes. Who was last seen without it is censored then; of whom a time that counts is not known, or not all elements
     * are, is left out.
     *
     * @param what the first such element after the index date is the event; null where it is death alone
     * @param orDeath whether death is the event, too; otherwise the dead are censored at their death
     * @param from the index date
     * @param horizonDays within which time the probability is told, 1 to {@value #MAX_HORIZON_DAYS}
     */
    record Event(@Nullable Moment what, boolean orDeath, Moment from, int horizonDays) implements TrainingGoal {
        /** The longest horizon. */
        public static final int MAX_HORIZON_DAYS = 36_500;

        /** @throws IllegalArgumentException where nothing is the event, or it can't be told which date counts */
        public Event {
            if (what == null && !orDeath) {
                throw new IllegalArgumentException("an event, or death, is to be told");
            }
            if (what != null && what.which() != Moment.Which.ANY) {
                throw new IllegalArgumentException(
                        "the event is the first after the index date: write it without first() and last()");
            }
            if (horizonDays < 1 || horizonDays > MAX_HORIZON_DAYS) {
                throw new IllegalArgumentException(
                        "a horizon has 1 to " + MAX_HORIZON_DAYS + " days, here " + horizonDays);
            }
        }

        @Override
        public String text() {
            String event =
                    what == null ? "death" : CriterionText.print(what.criterion()) + (orDeath ? " or death" : "");
            return "event: " + event + "; from: " + CriterionText.print(from.criterion()) + "; horizon: " + horizonDays
                    + " days";
        }
    }
}
