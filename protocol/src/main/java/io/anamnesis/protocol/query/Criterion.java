package io.anamnesis.protocol.query;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which patients are meant. The answer for each is TRUE, FALSE or UNKNOWN (Kleene's strong logic): what can't be decided because a
 * modality is missing, a list was cut or a number or a time is not known is UNKNOWN.
 */
public sealed interface Criterion
        permits Criterion.And,
                Criterion.Or,
                Criterion.Not,
                Criterion.AtLeast,
                Criterion.Has,
                Criterion.NumberIn,
                Criterion.AgeIn,
                Criterion.ModalityIs,
                Criterion.Temporal,
                Criterion.In,
                NearestTo {
    /** How deep criteria may be nested: what people write is below 10, and recursion must end. */
    int MAX_DEPTH = 32;

    /** How many criteria a tree may hold, itself included. */
    int MAX_NODES = 1_000;

    /** How many values a term, or patients a list, may have. */
    int MAX_VALUES = 10_000;

    /** Calls the case of this criterion's type. */
    <R> R match(Cases<R> cases);

    /** The criteria that it is made of. */
    default List<Criterion> parts() {
        return List.of();
    }

    /** One answer a type: a new criterion breaks every reader at compile time. */
    interface Cases<R> {
        R and(And and);

        R or(Or or);

        R not(Not not);

        R atLeast(AtLeast atLeast);

        R has(Has has);

        R number(NumberIn number);

        R age(AgeIn age);

        R modality(ModalityIs modality);

        R temporal(Temporal temporal);

        R in(In in);

        R nearest(NearestTo nearest);
    }

    /** All of them; at least two. */
    record And(List<Criterion> parts) implements Criterion {
        public And {
            parts = List.copyOf(parts);
            Tree.check(parts, 2);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.and(this);
        }
    }

    /** Any of them; at least two. */
    record Or(List<Criterion> parts) implements Criterion {
        public Or {
            parts = List.copyOf(parts);
            Tree.check(parts, 2);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.or(this);
        }
    }

    /** The opposite; of UNKNOWN it is UNKNOWN. */
    record Not(Criterion part) implements Criterion {
        public Not {
            Tree.check(List.of(part), 1);
        }

        @Override
        public List<Criterion> parts() {
            return List.of(part);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.not(this);
        }
    }

    /**
     * At least so many of them.
     *
     * @param least 1 to the number of parts
     */
    record AtLeast(int least, List<Criterion> parts) implements Criterion {
        public AtLeast {
            parts = List.copyOf(parts);
            Tree.check(parts, 1);
            if (least < 1 || least > parts.size()) {
                throw new IllegalArgumentException("at least 1 to " + parts.size() + " of the criteria, here " + least);
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.atLeast(this);
        }
    }

    /**
     * Elements of a kind under conditions. UNKNOWN where the kind's modality is missing, or where not all elements of the kind are
     * known and those that are don't decide.
     */
    record Has(String kind, Conditions where, Occurrence occurrence) implements Criterion {
        public Has {
            where.checkAgainst(kind);
            if (occurrence instanceof Occurrence.Nth nth) {
                nth.then().checkAgainst(kind);
            }
        }

        /** At least one such element. */
        public static Has any(String kind, TermMatch... terms) {
            return new Has(kind, Conditions.of(terms), Occurrence.ANY);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.has(this);
        }
    }

    /**
     * A number of what holds now, such as {@code glucose.mean[14d]}. UNKNOWN where it is absent, whether or not its modality is there.
     */
    record NumberIn(String name, Range range) implements Criterion {
        public NumberIn {
            if (!Names.isNumberName(name)) {
                throw new IllegalArgumentException(
                        "a number's name begins with a letter, such as glucose.mean[14d], here '" + name + "'");
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.number(this);
        }
    }

    /**
     * Completed years since birth, today in UTC, whether or not the patient is alive. UNKNOWN where the birth is not known; of several
     * records of the patient the first that knows it counts.
     */
    record AgeIn(Range years) implements Criterion {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.age(this);
        }
    }

    /** Whether there is anything of a modality, and how fresh. Never UNKNOWN. */
    record ModalityIs(
            Modality modality, State state, @Nullable Duration age) implements Criterion {
        /** What a modality can be. */
        public enum State {
            PRESENT,
            MISSING,
            /** Present, and the last of it was observed longer than {@code age} ago. */
            STALE
        }

        public ModalityIs {
            if ((state == State.STALE) != (age != null)) {
                throw new IllegalArgumentException("how long ago is said of a stale modality, and of no other");
            }
            if (age != null) {
                Durations.check(age);
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.modality(this);
        }
    }

    /**
     * Two elements whose times stand so to each other.
     *
     * @param least at least so long apart; zero where that is open
     * @param most at most so long apart; null where that is open
     */
    record Temporal(
            Moment what,
            Order order,
            Duration least,
            @Nullable Duration most,
            Moment anchor) implements Criterion {
        /** How the time of {@code what} stands to that of {@code anchor}. At the same millisecond it is neither before nor after. */
        public enum Order {
            BEFORE,
            AFTER,
            /** On either side, or at the same time. */
            AROUND
        }

        public Temporal {
            Durations.check(least);
            if (most != null) {
                Durations.check(most);
            }
            if (most != null && most.compareTo(least) < 0) {
                throw new IllegalArgumentException("the least distance is not above the most");
            }
            if (order == Order.AROUND && (most == null || !least.isZero())) {
                throw new IllegalArgumentException("around has a most distance and no least");
            }
        }

        /** Whether two times stand so to each other. */
        public boolean holds(long whatMs, long anchorMs) {
            long apart = order == Order.BEFORE ? anchorMs - whatMs : whatMs - anchorMs;
            if (order == Order.AROUND) {
                apart = Math.abs(apart);
            } else if (apart <= 0) {
                return false;
            }
            return apart >= least.toMillis() && (most == null || apart <= most.toMillis());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.temporal(this);
        }
    }

    /**
     * One of these patients. Never UNKNOWN.
     *
     * @param patients 1 to {@value #MAX_VALUES}
     */
    record In(SortedSet<PatientId> patients) implements Criterion {
        public In(Collection<PatientId> patients) {
            this(new TreeSet<>(patients));
        }

        public In {
            patients = Collections.unmodifiableSortedSet(new TreeSet<>(patients));
            if (patients.isEmpty() || patients.size() > MAX_VALUES) {
                throw new IllegalArgumentException(
                        "a list has 1 to " + MAX_VALUES + " patients, here " + patients.size());
            }
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.in(this);
        }
    }
}
