package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.Range;
import io.anamnesis.sharding.column.NumberColumn;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Looks a criterion up in the columns. */
final class StepMaker implements Criterion.Cases<Step> {
    private final Evaluation evaluation;

    StepMaker(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    Step make(Criterion criterion) {
        return criterion.match(this);
    }

    private List<Step> all(List<Criterion> parts) {
        return parts.stream().map(this::make).toList();
    }

    @Override
    public Step and(Criterion.And and) {
        return new AndStep(and, evaluation, all(and.parts()));
    }

    @Override
    public Step or(Criterion.Or or) {
        return new OrStep(or, evaluation, all(or.parts()));
    }

    @Override
    public Step not(Criterion.Not not) {
        return new NotStep(not, evaluation, make(not.part()));
    }

    @Override
    public Step atLeast(Criterion.AtLeast atLeast) {
        return new AtLeastStep(atLeast, evaluation, all(atLeast.parts()));
    }

    @Override
    public Step has(Criterion.Has has) {
        Modality modality = Evaluation.modalityOf(has.kind());
        return new HasStep(has, evaluation, modality);
    }

    @Override
    public Step number(Criterion.NumberIn number) {
        Map<Modality, NumberColumn> columns = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            evaluation.columns().numbers(modality, number.name()).ifPresent(column -> columns.put(modality, column));
        }
        if (columns.isEmpty()) {
            columns.put(NumberNames.modality(number.name()), NumberColumn.EMPTY);
        }
        return new NumberStep(number, evaluation, columns, number.range());
    }

    @Override
    public Step age(Criterion.AgeIn age) {
        Range births = Ages.births(age.years(), evaluation.now());
        return new NumberStep(
                age, evaluation, Map.of(Modality.CLINICAL, evaluation.columns().births()), births);
    }

    @Override
    public Step modality(Criterion.ModalityIs modality) {
        RoaringBitmap present = evaluation.columns().present(modality.modality());
        return switch (modality.state()) {
            case PRESENT -> new SetStep(modality, evaluation, present, "set of rows");
            case MISSING ->
                new SetStep(
                        modality,
                        evaluation,
                        evaluation.missing(
                                modality.modality(), evaluation.columns().rows()),
                        "complement of a set of rows");
            case STALE -> {
                NumberColumn last = evaluation.columns().lastObserved(modality.modality());
                RoaringBitmap stale = last.between(Double.NEGATIVE_INFINITY, evaluation.staleUpTo(modality));
                yield new SetStep(modality, evaluation, stale, "column of times");
            }
        };
    }

    @Override
    public Step temporal(Criterion.Temporal temporal) {
        return new TemporalStep(temporal, evaluation);
    }

    @Override
    public Step in(Criterion.In in) {
        return new SetStep(in, evaluation, rows(in.patients()), "list of patients");
    }

    @Override
    public Step nearest(NearestTo nearest) {
        return new SetStep(nearest, evaluation, rows(evaluation.near(nearest)), "neighbours found beforehand");
    }

    private RoaringBitmap rows(Collection<PatientId> patients) {
        RoaringBitmap rows = new RoaringBitmap();
        patients.forEach(patient -> evaluation.columns().row(patient).ifPresent(rows::add));
        return rows;
    }
}
