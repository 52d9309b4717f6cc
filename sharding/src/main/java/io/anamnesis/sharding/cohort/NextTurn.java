package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.Occurrence;
import io.anamnesis.protocol.query.TimeWindow;
import io.anamnesis.sharding.column.ElementMatcher;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the truth for a row could next change with time alone: ages that are reached, windows that pass, modalities that grow stale. */
final class NextTurn implements Criterion.Cases<Boolean> {
    private final PatientColumns columns;
    private final int row;
    private final Instant now;
    private long earliestMs = Long.MAX_VALUE;

    NextTurn(PatientColumns columns, int row, Instant now) {
        this.columns = columns;
        this.row = row;
        this.now = now;
    }

    Optional<Instant> of(Criterion criterion) {
        walk(criterion);
        return earliestMs == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(earliestMs));
    }

    private void walk(Criterion criterion) {
        criterion.match(this);
        criterion.parts().forEach(this::walk);
    }

    private void at(long ms) {
        if (ms > now.toEpochMilli() && ms < earliestMs) {
            earliestMs = ms;
        }
    }

    @Override
    public Boolean has(Criterion.Has has) {
        windows(has.kind(), has.where(), has.where().when());
        if (has.occurrence() instanceof Occurrence.Nth nth) {
            windows(has.kind(), has.where(), nth.then().when());
        }
        return false;
    }

    @Override
    public Boolean temporal(Criterion.Temporal temporal) {
        for (Moment moment : new Moment[] {temporal.what(), temporal.anchor()}) {
            windows(moment.kind(), moment.where(), moment.where().when());
        }
        return false;
    }

    /** Elements with the terms enter and leave a window that moves with now. */
    private void windows(String kind, Conditions where, @Nullable TimeWindow window) {
        if (!(window instanceof TimeWindow.Ago ago)) {
            return;
        }
        Conditions anyTime = new Conditions(where.terms(), Map.of(), null);
        for (ElementMatcher matcher : columns.matchers(kind, anyTime, now)) {
            matcher.open(row);
            while (matcher.next()) {
                if (matcher.hasTime()) {
                    at(matcher.atMs() + ago.least().toMillis());
                    Duration most = ago.most();
                    if (most != null) {
                        at(matcher.atMs() + most.toMillis() + 1);
                    }
                }
            }
        }
    }

    @Override
    public Boolean age(Criterion.AgeIn age) {
        double birth = columns.births().get(row);
        if (!Double.isNaN(birth)) {
            LocalDate day = LocalDate.ofEpochDay((long) birth);
            for (int years : new int[] {Ages.least(age.years()), Ages.beyond(age.years())}) {
                at(Ages.reaches(day, years)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli());
            }
        }
        return false;
    }

    @Override
    public Boolean modality(Criterion.ModalityIs modality) {
        double last = columns.lastObserved(modality.modality()).get(row);
        Duration age = modality.age();
        if (age != null && !Double.isNaN(last)) {
            at((long) last + age.toMillis() + 1);
        }
        return false;
    }

    @Override
    public Boolean and(Criterion.And and) {
        return false;
    }

    @Override
    public Boolean or(Criterion.Or or) {
        return false;
    }

    @Override
    public Boolean not(Criterion.Not not) {
        return false;
    }

    @Override
    public Boolean atLeast(Criterion.AtLeast atLeast) {
        return false;
    }

    @Override
    public Boolean number(Criterion.NumberIn number) {
        return false;
    }

    @Override
    public Boolean in(Criterion.In in) {
        return false;
    }

    @Override
    public Boolean nearest(NearestTo nearest) {
        return false;
    }
}
