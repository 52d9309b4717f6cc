package io.anamnesis.sharding.live;

import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.Occurrence;
import io.anamnesis.protocol.query.TimeWindow;

/** Whether time alone can turn a criterion. */
final class TimeBound {
    private TimeBound() {}

    static boolean is(Criterion criterion) {
        if (criterion instanceof Criterion.AgeIn) {
            return true;
        }
        if (criterion instanceof Criterion.ModalityIs modality) {
            return modality.age() != null;
        }
        if (criterion instanceof Criterion.Has has) {
            return moves(has.where()) || (has.occurrence() instanceof Occurrence.Nth nth && moves(nth.then()));
        }
        if (criterion instanceof Criterion.Temporal temporal) {
            return moves(temporal.what().where()) || moves(temporal.anchor().where());
        }
        return criterion.parts().stream().anyMatch(TimeBound::is);
    }

    private static boolean moves(Conditions where) {
        return where.when() instanceof TimeWindow.Ago;
    }
}
