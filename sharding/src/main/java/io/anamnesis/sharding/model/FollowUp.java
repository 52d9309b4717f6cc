package io.anamnesis.sharding.model;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.protocol.query.TermMatch;
import io.anamnesis.sharding.cohort.ElementTimes;
import io.anamnesis.sharding.column.ElementMatcher;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How long patients were looked at from their index date on, and whether the event came. For one thread. */
final class FollowUp {
    private static final double DAY = Duration.ofDays(1).toMillis();

    private final PatientColumns columns;
    private final TrainingGoal.Event goal;
    private final ElementTimes from;
    private final @Nullable ElementTimes what;
    private final List<ElementMatcher> dead;

    /**
     * Of a patient.
     *
     * @param days from the index date to the event, or to when the patient was last seen without it; above 0
     */
    record Seen(double days, boolean event) {}

    FollowUp(PatientColumns columns, TrainingGoal.Event goal, Instant now) {
        this.columns = columns;
        this.goal = goal;
        this.from = ElementTimes.of(columns, goal.from(), now);
        Moment event = goal.what();
        this.what = event == null ? null : ElementTimes.of(columns, event, now);
        this.dead = columns.matchers("patient", Conditions.of(TermMatch.Words.of("deceased", "true")), now);
    }

    /** Null where it is not certain, or there is nothing after the index date. */
    @Nullable
    Seen of(int row) {
        OptionalLong index = index(row);
        double death = death(row);
        OptionalLong event = OptionalLong.empty();
        boolean certain = index.isPresent() && !Double.isNaN(death);
        if (certain && what != null) {
            what.read(row);
            certain = what.isCertain();
            event = what.firstAfter(index.getAsLong());
        }
        if (!certain) {
            return null;
        }
        double end = Math.min(death, lastSeen(row));
        boolean came = false;
        if (event.isPresent() && !(goal.orDeath() && death < event.getAsLong())) {
            end = event.getAsLong();
            came = true;
        } else if (death < Double.POSITIVE_INFINITY) {
            end = death;
            came = goal.orDeath();
        }
        double days = (end - index.getAsLong()) / DAY;
        return days > 0 ? new Seen(days, came) : null;
    }

    private OptionalLong index(int row) {
        from.read(row);
        if (!from.isCertain()) {
            return OptionalLong.empty();
        }
        return goal.from().which() == Moment.Which.LAST ? from.last() : from.first();
    }

    /** In milliseconds; infinite of who is not said to be dead, NaN of the dead of whom nobody says when. */
    private double death(int row) {
        double death = Double.POSITIVE_INFINITY;
        for (ElementMatcher matcher : dead) {
            matcher.open(row);
            while (matcher.next()) {
                double day = matcher.number("death-epoch-day");
                death = Double.isNaN(day) || Double.isNaN(death) ? Double.NaN : Math.min(death, day * DAY);
            }
        }
        return death;
    }

    private double lastSeen(int row) {
        double last = Double.NEGATIVE_INFINITY;
        for (Modality modality : Modality.values()) {
            double at = columns.lastObserved(modality).get(row);
            last = at > last ? at : last;
        }
        return last;
    }
}
