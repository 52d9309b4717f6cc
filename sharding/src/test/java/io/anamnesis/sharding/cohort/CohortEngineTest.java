package io.anamnesis.sharding.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

final class CohortEngineTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final int PATIENTS = 20_000;

    private final PatientColumns columns = new PatientColumns();

    CohortEngineTest() {
        for (int i = 0; i < PATIENTS; i++) {
            Map<Modality, Digest.Part> parts = new EnumMap<>(Modality.class);
            parts.put(
                    Modality.CLINICAL,
                    part(
                            Map.of("clinical.x", (double) i),
                            element("condition", Set.of("code:icd10:" + (i % 100 == 0 ? "C71.9" : "I10")), Map.of())));
            if (i % 2 == 0) {
                parts.put(
                        Modality.GENOMICS,
                        part(Map.of(), element("variant", Set.of("gene:EGFR"), Map.of("vaf", i % 10 / 10.0))));
            }
            columns.apply(new Digest(new PatientId("p-" + i), 0, 1, parts));
        }
    }

    private static Digest.Part part(Map<String, Double> numbers, Digest.Element element) {
        return new Digest.Part(1, NOW, NOW, List.of(element), Set.of(), numbers, Map.of());
    }

    private static Digest.Element element(String kind, Set<String> terms, Map<String, Double> numbers) {
        return new Digest.Element(kind, NOW.toEpochMilli(), terms, numbers);
    }

    private EvaluationContext context(Deadline deadline) {
        return new EvaluationContext(NOW, columns.rows(), Map.of(), deadline);
    }

    private static Criterion criterion(String text) {
        try {
            return CriterionText.parse(text);
        } catch (MalformedCriterion e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_is_unknown_is_laid_to_the_missing_modality() {
        // When
        Verdicts verdicts = CohortEngine.evaluate(
                columns, criterion("gene:EGFR[vaf > 0.3] and clinical.x < 100"), context(Deadline.NEVER));

        // Then
        assertThat(verdicts.undecided()).isEqualTo(50);
        assertThat(verdicts.matched()).isEqualTo(30);
        assertThat(verdicts.unmatched()).isEqualTo(PATIENTS - 80);
        assertThat(verdicts.blame()).containsOnlyKeys(Modality.GENOMICS);
        assertThat(verdicts.blame().get(Modality.GENOMICS)).isEqualTo(verdicts.unknown());
    }

    @Test
    void counts_of_one_set_are_told_without_a_look_at_rows() {
        // When each is counted where nobody waits any more, which stops whoever looks at rows
        Deadline over = new Deadline(() -> 2, 1, () -> false);

        // Then the sizes of sets tell
        assertThat(CohortEngine.counts(columns, criterion("gene:EGFR"), context(over)))
                .isEqualTo(new CohortCounts(
                        PATIENTS / 2, 0, PATIENTS / 2, Map.of(Modality.GENOMICS, (long) PATIENTS / 2)));
        assertThat(CohortEngine.counts(columns, criterion("dx:C71"), context(over)))
                .isEqualTo(new CohortCounts(200, PATIENTS - 200, 0, Map.of()));
        assertThat(CohortEngine.counts(columns, criterion("gene:TP53"), context(over))
                        .matched())
                .isZero();

        // But not of some rows, nor of what is no set
        EvaluationContext some = new EvaluationContext(NOW, RoaringBitmap.bitmapOf(0, 1, 100), Map.of(), over);
        assertThatThrownBy(() -> CohortEngine.counts(columns, criterion("dx:C71"), some))
                .isInstanceOf(EvaluationStopped.class);
        assertThatThrownBy(() -> CohortEngine.counts(columns, criterion("gene:EGFR[vaf > 0.3]"), context(over)))
                .isInstanceOf(EvaluationStopped.class);
        assertThat(CohortEngine.counts(
                                columns,
                                criterion("dx:C71"),
                                new EvaluationContext(NOW, some.scope(), Map.of(), Deadline.NEVER))
                        .matched())
                .isEqualTo(2);
    }

    @Test
    void the_rare_and_cheap_goes_first_and_elements_are_looked_at_only_where_they_matter() {
        // When
        CohortEngine.Explained explained =
                CohortEngine.explain(columns, criterion("gene:EGFR[vaf > 0.3] and dx:C71"), context(Deadline.NEVER));

        // Then
        Explanation all = explained.explanation();
        assertThat(all.certain()).isEqualTo(explained.verdicts().matched());
        assertThat(all.parts()).extracting(Explanation::criterion).containsExactly("dx:C71", "gene:EGFR[vaf > 0.3]");
        assertThat(all.parts().get(0).strategy()).isEqualTo("sets of rows");
        assertThat(all.parts().get(0).certain()).isEqualTo(200);
        assertThat(all.parts().get(1).asked()).isEqualTo(200);
    }

    @Test
    void only_the_scope_is_answered() {
        // When
        Verdicts verdicts = CohortEngine.evaluate(
                columns,
                criterion("dx:C71"),
                new EvaluationContext(NOW, RoaringBitmap.bitmapOf(0, 1, 100, PATIENTS + 7), Map.of(), Deadline.NEVER));

        // Then
        assertThat(verdicts.certain().toArray()).containsExactly(0, 100);
        assertThat(verdicts.unmatched()).isEqualTo(1);
    }

    @Test
    void a_deadline_that_passes_on_the_way_ends_it() {
        // Given
        AtomicLong ticks = new AtomicLong();
        Deadline deadline = new Deadline(ticks::incrementAndGet, 4, () -> false);

        // Then
        assertThatThrownBy(
                        () -> CohortEngine.evaluate(columns, criterion("dx:I10[since 2020-01-01]"), context(deadline)))
                .isInstanceOfSatisfying(EvaluationStopped.class, stopped -> assertThat(stopped.why())
                        .isEqualTo(EvaluationStopped.Why.DEADLINE));
    }

    @Test
    void when_nobody_waits_any_more_it_ends() {
        // Given
        Deadline deadline = new Deadline(() -> 0, 1, () -> true);

        // Then
        assertThatThrownBy(() -> CohortEngine.evaluate(columns, criterion("dx:I10"), context(deadline)))
                .isInstanceOfSatisfying(EvaluationStopped.class, stopped -> assertThat(stopped.why())
                        .isEqualTo(EvaluationStopped.Why.CANCELLED));
    }

    @Test
    void who_is_near_has_to_be_known_beforehand() {
        assertThatThrownBy(() ->
                        CohortEngine.evaluate(columns, criterion("near(p-1, notes.m, 3)"), context(Deadline.NEVER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("before the evaluation");
    }
}
