package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.sharding.column.ElementMatcher;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * When elements were, patient by patient: what {@link TemporalStep} compares, for those who want the times themselves. For one thread, until
 * the columns change.
 */
public final class ElementTimes {
    private final List<ElementMatcher> matchers;
    private long[] times = new long[16];
    private int size;
    private boolean certain;

    /** @param now for spans of time in conditions */
    public ElementTimes(PatientColumns columns, String kind, Conditions where, Instant now) {
        matchers = columns.matchers(kind, where, now);
    }

    /** As a moment says; which of several is asked later. */
    public static ElementTimes of(PatientColumns columns, Moment moment, Instant now) {
        return new ElementTimes(columns, moment.kind(), moment.where(), now);
    }

    /** Reads a patient's; all that is told then is of this one. */
    public void read(int row) {
        size = 0;
        certain = true;
        for (ElementMatcher matcher : matchers) {
            certain &= !matcher.isTruncated(row);
            matcher.open(row);
            while (matcher.next()) {
                if (matcher.isSure() && matcher.hasTime()) {
                    times = size == times.length ? Arrays.copyOf(times, 2 * size) : times;
                    times[size++] = matcher.atMs();
                } else {
                    certain = false;
                }
            }
        }
        Arrays.sort(times, 0, size);
    }

    /** Whether there are no others: none that only may match, none without a time, none that was cut off. */
    public boolean isCertain() {
        return certain;
    }

    /** Milliseconds since 1970; empty where there is none. */
    public OptionalLong first() {
        return size == 0 ? OptionalLong.empty() : OptionalLong.of(times[0]);
    }

    /** As {@link #first}. */
    public OptionalLong last() {
        return size == 0 ? OptionalLong.empty() : OptionalLong.of(times[size - 1]);
    }

    /** The first that is later. */
    public OptionalLong firstAfter(long atMs) {
        for (int i = 0; i < size; i++) {
            if (times[i] > atMs) {
                return OptionalLong.of(times[i]);
            }
        }
        return OptionalLong.empty();
    }
}
