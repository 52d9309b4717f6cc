package io.anamnesis.sharding.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.Truth;
import io.anamnesis.protocol.testing.RandomCriteria;
import io.anamnesis.protocol.testing.RandomWords;
import io.anamnesis.sharding.column.Change;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.sharding.column.RandomDigests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** The engine over packed columns against {@link NaiveCohort} over whole digests, while patients come, change and go. */
final class CohortPropertyTest {
    private static final Instant NOW = RandomWords.NOW;

    /** Columns, and the digests that they were made of. */
    private static final class Population {
        final Random random;
        final RandomWords words;
        final RandomDigests digests;
        final RandomCriteria criteria;
        final PatientColumns columns;
        final Map<PatientId, Digest> known = new TreeMap<>();

        Population(long seed) {
            this(seed, new PatientColumns());
        }

        Population(long seed, PatientColumns columns) {
            this.columns = columns;
            random = new Random(seed);
            words = new RandomWords(random, false);
            digests = new RandomDigests(random, words);
            criteria = new RandomCriteria(random, words);
        }

        void change() {
            if (random.nextInt(8) == 0 && !known.isEmpty()) {
                PatientId patient = words.patient();
                assertThat(columns.remove(patient).isPresent()).isEqualTo(known.remove(patient) != null);
                digests.forget(patient);
            } else if (random.nextInt(40) == 0) {
                columns.removeSlice(1);
                known.values().removeIf(digest -> digest.slice() == 1);
            } else {
                Digest digest = digests.next();
                columns.apply(digest);
                known.put(digest.patient(), digest);
            }
        }

        Map<NearestTo, Set<PatientId>> nearest(Criterion criterion) {
            Map<NearestTo, Set<PatientId>> nearest = new HashMap<>();
            collect(criterion, nearest);
            return nearest;
        }

        private void collect(Criterion criterion, Map<NearestTo, Set<PatientId>> nearest) {
            if (criterion instanceof NearestTo near) {
                nearest.put(near, Set.of(new PatientId("p-" + near.k() % 12), new PatientId("p-nobody")));
            }
            criterion.parts().forEach(part -> collect(part, nearest));
        }

        /** The smallest part of which the engine says something else. */
        String difference(Criterion criterion, Digest digest) {
            for (Criterion part : criterion.parts()) {
                if (evaluated(part, digest) != truth(part, digest, NOW)) {
                    return difference(part, digest);
                }
            }
            return CriterionText.print(criterion) + " of " + digest;
        }

        private Truth evaluated(Criterion criterion, Digest digest) {
            EvaluationContext context = new EvaluationContext(NOW, columns.rows(), nearest(criterion), Deadline.NEVER);
            return CohortEngine.evaluate(columns, criterion, context)
                    .of(columns.row(digest.patient()).orElseThrow());
        }

        Truth truth(Criterion criterion, Digest digest, Instant now) {
            return new NaiveCohort(digest, now, nearest(criterion))
                    .of(criterion)
                    .truth();
        }
    }

    @Property(tries = 400)
    void the_engine_says_what_a_plain_reading_of_each_digest_says(@ForAll long seed) {
        // Given
        Population population = new Population(seed);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 8; j++) {
                population.change();
            }
            for (int j = 0; j < 8; j++) {
                Criterion criterion = population.criteria.next(4);

                // When
                Map<NearestTo, Set<PatientId>> nearest = population.nearest(criterion);
                EvaluationContext context =
                        new EvaluationContext(NOW, population.columns.rows(), nearest, Deadline.NEVER);
                Verdicts verdicts = CohortEngine.evaluate(population.columns, criterion, context);

                // Then
                for (Digest digest : population.known.values()) {
                    int row = population.columns.row(digest.patient()).orElseThrow();
                    NaiveCohort.Answer expected = new NaiveCohort(digest, NOW, nearest).of(criterion);
                    assertThat(verdicts.of(row))
                            .as(() -> population.difference(criterion, digest))
                            .isEqualTo(expected.truth());
                    assertThat(blame(verdicts, row))
                            .as(() -> CriterionText.print(criterion) + " of " + digest)
                            .isEqualTo(expected.blame());
                    assertThat(CohortEngine.test(population.columns, criterion, row, NOW, nearest))
                            .as(() -> population.difference(criterion, digest))
                            .isEqualTo(expected.truth());
                    Statistics.label("truth").collect(expected.truth());
                }
                assertThat(CohortEngine.counts(population.columns, criterion, context))
                        .as(() -> CriterionText.print(criterion))
                        .isEqualTo(verdicts.counts());
                assertThat(verdicts.matched() + verdicts.undecided() + verdicts.unmatched())
                        .isEqualTo(population.known.size());
            }
        }
    }

    /** Elements that are asked for again lie in columns of their own, and rows that changed since are read where they are packed. */
    @Property(tries = 300)
    void questions_that_are_asked_again_and_again_are_answered_as_the_first_time(@ForAll long seed) {
        // Given: columns from two rows on, with room for few or for all
        Population population =
                new Population(seed, new PatientColumns(1, new Random(seed).nextBoolean() ? 1_500 : 1 << 20));
        List<Criterion> criteria = new ArrayList<>();
        while (criteria.size() < 8) {
            criteria.add(population.criteria.next(3));
        }
        for (int i = 0; i < 24; i++) {
            population.change();
        }
        for (int round = 0; round < 6; round++) {
            population.change();
            for (int asked = 0; asked < 16; asked++) {
                Criterion criterion = criteria.get(asked % criteria.size());

                // When
                Verdicts verdicts = CohortEngine.evaluate(
                        population.columns,
                        criterion,
                        new EvaluationContext(
                                NOW, population.columns.rows(), population.nearest(criterion), Deadline.NEVER));

                // Then
                for (Digest digest : population.known.values()) {
                    assertThat(verdicts.of(
                                    population.columns.row(digest.patient()).orElseThrow()))
                            .as(() -> population.difference(criterion, digest))
                            .isEqualTo(population.truth(criterion, digest, NOW));
                }
            }
        }
    }

    private static Set<Modality> blame(Verdicts verdicts, int row) {
        Map<Modality, Boolean> blame = new EnumMap<>(Modality.class);
        verdicts.blame().forEach((modality, rows) -> {
            if (rows.contains(row)) {
                blame.put(modality, true);
            }
        });
        return blame.keySet();
    }

    @Property(tries = 200)
    void what_a_change_does_not_touch_keeps_its_truth(@ForAll long seed) {
        // Given
        Population population = new Population(seed);
        TriggerIndex<Integer> index = new TriggerIndex<>();
        List<Criterion> criteria = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            criteria.add(population.criteria.next(3));
            index.put(i, criteria.get(i));
        }
        for (int i = 0; i < 30; i++) {
            Digest digest = population.digests.next();
            Digest before = population.known.put(digest.patient(), digest);

            // When
            Change change = population.columns.apply(digest);
            Set<Integer> touched = index.touchedBy(change);

            // Then
            for (int j = 0; j < criteria.size() && before != null; j++) {
                Criterion criterion = criteria.get(j);
                if (!touched.contains(j)) {
                    assertThat(population.truth(criterion, digest, NOW))
                            .as(() -> CriterionText.print(criterion))
                            .isEqualTo(population.truth(criterion, before, NOW));
                }
                Statistics.label("touched").collect(touched.contains(j));
            }
        }
    }

    @Property(tries = 200)
    void until_its_next_turn_a_truth_stays(@ForAll long seed) {
        // Given
        Population population = new Population(seed);
        for (int i = 0; i < 12; i++) {
            population.change();
        }
        for (int i = 0; i < 10; i++) {
            Criterion criterion = population.criteria.next(3);
            for (Digest digest : population.known.values()) {
                int row = population.columns.row(digest.patient()).orElseThrow();

                // When
                Instant turn = CohortEngine.nextTurn(population.columns, criterion, row, NOW)
                        .orElse(Instant.parse("2200-01-01T00:00:00Z"));

                // Then
                Truth truth = population.truth(criterion, digest, NOW);
                Set<Long> times = new HashSet<>(Set.of(turn.toEpochMilli() - 1));
                for (int j = 0; j < 5; j++) {
                    times.add(NOW.toEpochMilli()
                            + (long) (population.random.nextDouble() * (turn.toEpochMilli() - NOW.toEpochMilli())));
                }
                for (long time : times) {
                    assertThat(population.truth(criterion, digest, Instant.ofEpochMilli(time)))
                            .as(() -> CriterionText.print(criterion) + " at " + Instant.ofEpochMilli(time))
                            .isEqualTo(truth);
                }
                Statistics.label("turns").collect(turn.isBefore(Instant.parse("2199-01-01T00:00:00Z")));
            }
        }
    }
}
