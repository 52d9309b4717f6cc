package io.anamnesis.protocol.model;

import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.Moment;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a model learns to tell. */
public sealed interface TrainingGoal {
    /** In the words of criteria, for the record. */
    String text();

    /** Within how many days the probability of an event is told; empty where classes are told. */
    default OptionalInt horizon() {
        return OptionalInt.empty();
    }

    /** What the labels of a folder say; there is no cohort then, for its patients are none of the cluster's. */
    sealed interface OfFolder extends TrainingGoal {}

    /**
     * Which of several classes.
     *
     * @param names two or more, in order
     */
    record Classes(List<String> names) implements OfFolder {
        /** The most classes. */
        public static final int MAX = 50;

        /** @throws IllegalArgumentException where they are too few, or too many */
        public Classes {
            names = List.copyOf(names);
            if (names.size() < 2 || names.size() > MAX) {
                throw new IllegalArgumentException("2 to " + MAX + " classes are told, here " + names.size());
            }
        }

        @Override
        public String text() {
            return "classes of a folder: " + String.join(", ", names);
        }
    }

    /**
     * How soon an event comes.
     *
     * @param horizonDays as of {@link Event}
     */
    record Times(int horizonDays) implements OfFolder {
        /** @throws IllegalArgumentException where the horizon is outside of its limits */
        public Times {
            Event.checkHorizon(horizonDays);
        }

        @Override
        public OptionalInt horizon() {
            return OptionalInt.of(horizonDays);
        }

        @Override
        public String text() {
            return "event of a folder; horizon: " + horizonDays + " days";
        }
    }

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
            checkHorizon(horizonDays);
        }

        private static void checkHorizon(int days) {
            if (days < 1 || days > MAX_HORIZON_DAYS) {
                throw new IllegalArgumentException("a horizon has 1 to " + MAX_HORIZON_DAYS + " days, here " + days);
            }
        }

        @Override
        public OptionalInt horizon() {
            return OptionalInt.of(horizonDays);
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
