package io.anamnesis.sharding.model;

import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.sharding.cohort.CohortEngine;
import io.anamnesis.sharding.cohort.Deadline;
import io.anamnesis.sharding.cohort.EvaluationContext;
import io.anamnesis.sharding.cohort.Verdicts;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.evaluation.PairedScores;
import io.anamnesis.sharding.fusion.Outcome;
import io.anamnesis.sharding.index.IndexService;
import io.anamnesis.sharding.serving.PatientNumbers;
import io.anamnesis.sharding.serving.ServedModel;
import io.anamnesis.sharding.serving.ServedPass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Has two models look at all patients of a node and adds up what they say. A few patients at a time, so that changes are taken in between;
 * nothing is kept. Each step runs on the index's threads, one after the other.
 */
final class Shadow {
    private static final int ROWS_AT_ONCE = 2_000;

    private final ServedModel champion;
    private final ServedModel challenger;
    private final @Nullable Criterion label;
    private final Instant now;
    private final List<PairedScores.Sums> sums = new ArrayList<>();
    private long patients;
    private long both;
    private long agree;
    private int nextRow;

    /** @param label what the last class says, where that is to be looked at */
    Shadow(ServedModel champion, ServedModel challenger, @Nullable Criterion label, Instant now) {
        this.champion = champion;
        this.challenger = challenger;
        this.label = label;
        this.now = now;
        probabilities(champion).forEach(name -> sums.add(new PairedScores.Sums(name)));
    }

    /** Names of what a model gives probabilities of: of two classes the second. */
    static List<String> probabilities(ServedModel model) {
        Outcome outcome = model.model().outcome();
        EventHorizon horizon = model.evidence().horizon();
        return switch (outcome.kind()) {
            case NONE -> List.of();
            case CLASSES ->
                outcome.names()
                        .subList(
                                outcome.names().size() == 2 ? 1 : 0,
                                outcome.names().size());
            case LOG_HAZARD ->
                horizon == null ? List.of() : List.of("event within " + Math.round(horizon.days()) + " days");
        };
    }

    /** Whether what the two say can be compared. */
    static boolean areAlike(ServedModel champion, ServedModel challenger) {
        return !probabilities(champion).isEmpty()
                && probabilities(champion).equals(probabilities(challenger))
                && champion.model().outcome().kind()
                        == challenger.model().outcome().kind();
    }

    /** Looks at everybody. */
    CompletionStage<CountsMessage.ShadowTold> told(IndexService index, String node) {
        boolean[] more = new boolean[1];
        return index.look(() -> more[0] = some(index.columns()))
                .thenCompose(done -> more[0] ? told(index, node) : CompletableFuture.completedStage(sum(node)));
    }

    private CountsMessage.ShadowTold sum(String node) {
        return new CountsMessage.ShadowTold(
                node,
                champion.identity(),
                challenger.identity(),
                patients,
                both,
                agree,
                sums.stream().map(PairedScores.Sums::sums).toList());
    }

    /** A few; false where there are no more. */
    private boolean some(PatientColumns columns) {
        PeekableIntIterator ahead = columns.rows().getIntIterator();
        ahead.advanceIfNeeded(nextRow);
        RoaringBitmap rows = new RoaringBitmap();
        while (ahead.hasNext() && rows.getCardinality() < ROWS_AT_ONCE) {
            rows.add(ahead.next());
        }
        if (rows.isEmpty()) {
            return false;
        }
        nextRow = rows.last() + 1;
        Criterion asked = label;
        Verdicts verdicts = asked == null
                ? null
                : CohortEngine.evaluate(columns, asked, new EvaluationContext(now, rows, Map.of(), Deadline.NEVER));
        rows.forEach((int row) -> look(columns, row, verdicts));
        return ahead.hasNext();
    }

    private void look(PatientColumns columns, int row, @Nullable Verdicts verdicts) {
        patients++;
        PatientNumbers numbers = PatientNumbers.of(columns, row);
        float[] first = scores(champion, numbers);
        float[] second = scores(challenger, numbers);
        if (first == null || second == null) {
            return;
        }
        both++;
        agree += most(first) == most(second) ? 1 : 0;
        Boolean event = verdicts == null ? null : event(verdicts, row);
        for (int k = 0; k < sums.size(); k++) {
            double one = probability(champion, first, k);
            double other = probability(challenger, second, k);
            if (event != null && k == sums.size() - 1) {
                sums.get(k).add(one, other, event);
            } else {
                sums.get(k).add(one, other);
            }
        }
    }

    /** Null where it is not certain. */
    private static @Nullable Boolean event(Verdicts verdicts, int row) {
        if (verdicts.certain().contains(row)) {
            return true;
        }
        return verdicts.possible().contains(row) ? null : (Boolean) false;
    }

    private static float @Nullable [] scores(ServedModel model, PatientNumbers numbers) {
        ServedPass pass = model.pass();
        if (!pass.run(numbers)) {
            return null;
        }
        float[] scores = new float[model.model().outcome().scores()];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = pass.result().score(k);
        }
        return scores;
    }

    private static double probability(ServedModel model, float[] scores, int k) {
        EventHorizon horizon = model.evidence().horizon();
        if (horizon != null) {
            return horizon.probability(scores[0]);
        }
        return scores.length == 2 ? scores[1] : scores[k];
    }

    private static int most(float[] scores) {
        int most = 0;
        for (int k = 1; k < scores.length; k++) {
            most = scores[k] > scores[most] ? k : most;
        }
        return most;
    }
}
