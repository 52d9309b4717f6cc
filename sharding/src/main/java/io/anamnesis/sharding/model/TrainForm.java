package io.anamnesis.sharding.model;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingOptions;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.Moment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A training that another node is asked for, as it is written: which goal it is tells the field that is there.
 *
 * @param label null of an event
 * @param event null of a label
 * @param options null of a node of before
 * @param replyTo the actor as text
 */
record TrainForm(
        String name,
        Criterion cohort,
        @Nullable Criterion label,
        TrainForm.@Nullable EventForm event,
        List<String> exclude,
        TrainingRequest.Strategy strategy,
        long seed,
        TrainingRequest.@Nullable Start startFrom,
        @Nullable TrainingOptions options,
        Caller caller,
        String replyTo) {

    /** As {@link TrainingGoal.Event}, moments as their criteria. */
    record EventForm(@Nullable Criterion what, boolean orDeath, Criterion from, int horizonDays) {
        static EventForm of(TrainingGoal.Event event) {
            Moment what = event.what();
            return new EventForm(
                    what == null ? null : what.criterion(),
                    event.orDeath(),
                    event.from().criterion(),
                    event.horizonDays());
        }

        TrainingGoal.Event event() {
            return new TrainingGoal.Event(what == null ? null : Moment.of(what), orDeath, Moment.of(from), horizonDays);
        }
    }

    static TrainForm of(TrainingRequest request, Caller caller, String replyTo) {
        TrainingGoal goal = request.goal();
        return new TrainForm(
                request.name(),
                Objects.requireNonNull(request.cohort(), "a folder is asked for by another message"),
                goal instanceof TrainingGoal.Label label ? label.criterion() : null,
                goal instanceof TrainingGoal.Event event ? EventForm.of(event) : null,
                request.exclude(),
                request.strategy(),
                request.seed(),
                request.startFrom(),
                request.options(),
                caller,
                replyTo);
    }

    /** @throws IllegalArgumentException where no node of this build would ask so */
    TrainingRequest request() {
        TrainingGoal goal;
        if (event != null) {
            goal = event.event();
        } else if (label != null) {
            goal = new TrainingGoal.Label(label);
        } else {
            throw new IllegalArgumentException("a training tells a label or an event");
        }
        return new TrainingRequest(
                name,
                cohort,
                goal,
                exclude,
                strategy,
                seed,
                startFrom,
                options == null ? TrainingOptions.STANDARD : options);
    }
}
