package io.anamnesis.protocol.query;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When an element must have been. One whose time nobody knows is UNKNOWN. */
public sealed interface TimeWindow {
    /** The first millisecond since 1970 that is within; {@link Long#MIN_VALUE} where there is no bound. */
    long fromMs(Instant now);

    /** The first millisecond since 1970 that is no longer within; {@link Long#MAX_VALUE} where there is no bound. */
    long untilMs(Instant now);

    /** Calls the case of this window's type. */
    <R> R match(Cases<R> cases);

    /** One answer a type. */
    interface Cases<R> {
        R between(Between between);

        R ago(Ago ago);
    }

    /**
     * From an instant until another, which is no longer within; to the millisecond.
     *
     * @param from null where there is no lower bound
     * @param until null where there is no upper bound; not both are null
     */
    record Between(@Nullable Instant from, @Nullable Instant until) implements TimeWindow {
        private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

        /** @throws IllegalArgumentException where nothing can be within */
        public Between {
            from = from == null ? null : Instant.ofEpochMilli(from.toEpochMilli());
            until = until == null ? null : Instant.ofEpochMilli(until.toEpochMilli());
            check(from);
            check(until);
            if (from == null ? until == null : until != null && !from.isBefore(until)) {
                throw new IllegalArgumentException("a time window has a bound and begins before it ends");
            }
        }

        private static void check(@Nullable Instant time) {
            if (time != null && (time.isBefore(EARLIEST) || !time.isBefore(LATEST))) {
                throw new IllegalArgumentException("a time is in the years 0 to 9999, here " + time);
            }
        }

        @Override
        public long fromMs(Instant now) {
            return from == null ? Long.MIN_VALUE : from.toEpochMilli();
        }

        @Override
        public long untilMs(Instant now) {
            return until == null ? Long.MAX_VALUE : until.toEpochMilli();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.between(this);
        }
    }

    /**
     * At least and at most so long before now: {@code now − most ≤ t ≤ now − least}.
     *
     * @param least zero or more; zero means up to now, and what lies in the future is outside
     * @param most null where it may be as long ago as it likes
     */
    record Ago(Duration least, @Nullable Duration most) implements TimeWindow {
        /** @throws IllegalArgumentException where nothing can be within */
        public Ago {
            Durations.check(least);
            if (most != null) {
                Durations.check(most);
            }
            if (most == null ? least.isZero() : most.compareTo(least) <= 0) {
                throw new IllegalArgumentException(
                        "a time window ago has a bound, and the least is less than the most");
            }
        }

        /** Not longer ago than that. */
        public static Ago last(Duration most) {
            return new Ago(Duration.ZERO, most);
        }

        @Override
        public long fromMs(Instant now) {
            return most == null ? Long.MIN_VALUE : now.toEpochMilli() - most.toMillis();
        }

        @Override
        public long untilMs(Instant now) {
            return now.toEpochMilli() - least.toMillis() + 1;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.ago(this);
        }
    }
}
