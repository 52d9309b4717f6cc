package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.query.Range;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Completed years since a day of birth, today in UTC; the unborn are 0. */
final class Ages {
    private static final int OLDEST = 1_000;
    /** No day is there. */
    private static final Range NO_DAY = Range.above(Double.MAX_VALUE);

    private Ages() {}

    static LocalDate today(Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** The least number of whole years within, at least 0. */
    static int least(Range years) {
        return bound(years.fromIncluded() ? Math.ceil(years.from()) : Math.floor(years.from()) + 1);
    }

    /** The least number of whole years that is beyond the range again; 0 where none is within. */
    static int beyond(Range years) {
        return bound((years.toIncluded() ? Math.floor(years.to()) : Math.ceil(years.to()) - 1) + 1);
    }

    private static int bound(double years) {
        return (int) Math.max(0, Math.min(OLDEST, years));
    }

    /** Epoch days of birth of those whose age is within. */
    static Range births(Range years, Instant now) {
        int least = least(years);
        int beyond = beyond(years);
        if (least >= beyond) {
            return NO_DAY;
        }
        LocalDate today = today(now);
        double last =
                least == 0 ? Double.POSITIVE_INFINITY : today.minusYears(least).toEpochDay();
        double before = beyond == OLDEST
                ? Double.NEGATIVE_INFINITY
                : today.minusYears(beyond).toEpochDay();
        boolean open = Double.isInfinite(last) && Double.isInfinite(before);
        return open ? Range.atLeast(-Double.MAX_VALUE) : new Range(before, false, last, true);
    }

    /** The first day on which somebody born then has completed so many years. */
    static LocalDate reaches(LocalDate birth, int years) {
        LocalDate day = birth.plusYears(years);
        return ChronoUnit.YEARS.between(birth, day) < years ? day.plusDays(1) : day;
    }
}
