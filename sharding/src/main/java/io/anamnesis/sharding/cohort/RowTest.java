package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.Truth;
import io.anamnesis.sharding.column.PatientColumns;

/** The truth of criteria for one row, the same that {@link Step}s say of sets: without sets, and without a step for each part. */
final class RowTest implements Criterion.Cases<Truth> {
    private final Evaluation evaluation;
    private final PatientColumns columns;
    private final int row;

    RowTest(Evaluation evaluation, int row) {
        this.evaluation = evaluation;
        this.columns = evaluation.columns();
        this.row = row;
    }

    Truth of(Criterion criterion) {
        return criterion.match(this);
    }

    @Override
    public Truth and(Criterion.And and) {
        Truth truth = Truth.TRUE;
        for (int i = 0; i < and.parts().size() && truth != Truth.FALSE; i++) {
            truth = truth.and(of(and.parts().get(i)));
        }
        return truth;
    }

    @Override
    public Truth or(Criterion.Or or) {
        Truth truth = Truth.FALSE;
        for (int i = 0; i < or.parts().size() && truth != Truth.TRUE; i++) {
            truth = truth.or(of(or.parts().get(i)));
        }
        return truth;
    }

    @Override
    public Truth not(Criterion.Not not) {
        return of(not.part()).not();
    }

    @Override
    public Truth atLeast(Criterion.AtLeast atLeast) {
        int certain = 0;
        int possible = 0;
        for (Criterion part : atLeast.parts()) {
            Truth truth = of(part);
            certain += truth == Truth.TRUE ? 1 : 0;
            possible += truth != Truth.FALSE ? 1 : 0;
        }
        return certain >= atLeast.least() ? Truth.TRUE : possible >= atLeast.least() ? Truth.UNKNOWN : Truth.FALSE;
    }

    @Override
    public Truth has(Criterion.Has has) {
        Modality modality = Evaluation.modalityOf(has.kind());
        return modality != null && evaluation.isMissing(modality, row)
                ? Truth.UNKNOWN
                : HasStep.count(has, evaluation).test(row);
    }

    @Override
    public Truth number(Criterion.NumberIn number) {
        double value = columns.number(row, number.name());
        return Double.isNaN(value) ? Truth.UNKNOWN : Truth.of(number.range().contains(value));
    }

    @Override
    public Truth age(Criterion.AgeIn age) {
        double birth = columns.births().get(row);
        return Double.isNaN(birth)
                ? Truth.UNKNOWN
                : Truth.of(Ages.births(age.years(), evaluation.now()).contains(birth));
    }

    @Override
    public Truth modality(Criterion.ModalityIs modality) {
        return Truth.of(
                switch (modality.state()) {
                    case PRESENT -> !evaluation.isMissing(modality.modality(), row);
                    case MISSING -> evaluation.isMissing(modality.modality(), row);
                    case STALE -> columns.lastObserved(modality.modality()).get(row) <= evaluation.staleUpTo(modality);
                });
    }

    @Override
    public Truth temporal(Criterion.Temporal temporal) {
        return new TemporalStep(temporal, evaluation).test(row);
    }

    @Override
    public Truth in(Criterion.In in) {
        return Truth.of(in.patients().contains(columns.patient(row)));
    }

    @Override
    public Truth nearest(NearestTo nearest) {
        return Truth.of(evaluation.near(nearest).contains(columns.patient(row)));
    }
}
