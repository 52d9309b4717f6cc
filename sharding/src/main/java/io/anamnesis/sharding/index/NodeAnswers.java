package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.cohort.CohortAggregates;
import io.anamnesis.sharding.cohort.CohortEngine;
import io.anamnesis.sharding.cohort.CohortPages;
import io.anamnesis.sharding.cohort.Deadline;
import io.anamnesis.sharding.cohort.EvaluationContext;
import io.anamnesis.sharding.cohort.Verdicts;
import io.anamnesis.sharding.similarity.ScanCrew;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** What a node says to a query, of the patients of some slices. Under the content's read lock. */
final class NodeAnswers {
    private final PatientContent content;
    private final NeighbourSearch neighbours;

    NodeAnswers(PatientContent content, ScanCrew scans, double minSharedWeight) {
        this.content = content;
        this.neighbours = new NeighbourSearch(content, scans, minSharedWeight);
    }

    NodeAnswer answer(NodeQuery query, Set<Integer> slices, Deadline deadline) {
        RoaringBitmap scope = content.columns().rowsOf(slices);
        EvaluationContext context = context(query, scope, deadline);
        NodePart part;
        if (query instanceof NodeQuery.Fitting fitting) {
            part = fitting(fitting, context);
        } else if (query instanceof NodeQuery.Aggregating aggregating) {
            part = aggregated(aggregating.query(), context);
        } else {
            part = near((NodeQuery.Near) query, context);
        }
        return new NodeAnswer(part, scope.getLongCardinality());
    }

    private static EvaluationContext context(NodeQuery query, RoaringBitmap scope, Deadline deadline) {
        Map<NearestTo, Set<PatientId>> nearest = new HashMap<>();
        query.nearest().forEach(each -> nearest.put((NearestTo) each.of(), each.patients()));
        return new EvaluationContext(query.now(), scope, nearest, deadline);
    }

    private NodePart fitting(NodeQuery.Fitting fitting, EvaluationContext context) {
        CohortQuery query = fitting.query();
        if (query.limit() == 0 && !query.explain()) {
            return new NodePart.Fitting(
                    CohortEngine.counts(content.columns(), query.criterion(), context), List.of(), null);
        }
        CohortEngine.Explained explained = CohortEngine.explain(content.columns(), query.criterion(), context);
        Verdicts verdicts = explained.verdicts();
        return new NodePart.Fitting(
                verdicts.counts(),
                CohortPages.page(content.columns(), verdicts, query, context),
                query.explain() ? WireMappers.outside().valueToTree(explained.explanation()) : null);
    }

    private NodePart aggregated(AggregateQuery query, EvaluationContext context) {
        Verdicts verdicts = CohortEngine.evaluate(content.columns(), query.criterion(), context);
        return new NodePart.Aggregated(
                verdicts.counts(),
                CohortAggregates.of(
                        content.columns(),
                        CohortPages.asked(verdicts, query.unknown()),
                        query.aggregations(),
                        context));
    }

    private NodePart near(NodeQuery.Near near, EvaluationContext context) {
        RoaringBitmap scope = context.scope();
        Criterion filter = near.filter();
        RoaringBitmap candidates = filter == null
                ? scope.clone()
                : CohortEngine.evaluate(content.columns(), filter, context)
                        .certain()
                        .clone();
        if (near.leaveOut() != null) {
            content.columns().row(near.leaveOut()).ifPresent(candidates::remove);
        }
        return neighbours.near(near, candidates);
    }
}
