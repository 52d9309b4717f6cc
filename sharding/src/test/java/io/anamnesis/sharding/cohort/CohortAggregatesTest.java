package io.anamnesis.sharding.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.query.AggregateAnswer;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.AggregateResult;
import io.anamnesis.protocol.query.Aggregation;
import io.anamnesis.protocol.query.CohortCounts;
import io.anamnesis.protocol.query.Coverage;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.NumberSketch;
import io.anamnesis.protocol.query.UnknownPolicy;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.column.PatientColumns;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class CohortAggregatesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private static PatientColumns columns(int from, int to) {
        PatientColumns columns = new PatientColumns();
        for (int i = from; i < to; i++) {
            Digest.Part clinical = new Digest.Part(
                    1,
                    NOW,
                    NOW,
                    List.of(
                            new Digest.Element("condition", null, Set.of("code:icd10:C7" + i % 3), Map.of()),
                            new Digest.Element(
                                    "patient",
                                    null,
                                    Set.of("sex:" + (i % 2 == 0 ? "female" : "male")),
                                    Map.of("birth-epoch-day", -365.0 * i))),
                    Set.of(),
                    i % 5 == 0 ? Map.of() : Map.of("clinical.x", (double) i),
                    Map.of());
            Digest.Part notes = new Digest.Part(1, NOW, NOW, List.of(), Set.of(), Map.of(), Map.of());
            columns.apply(new Digest(
                    new PatientId("p-" + i),
                    0,
                    1,
                    i % 4 == 0
                            ? Map.of(Modality.CLINICAL, clinical)
                            : Map.of(Modality.CLINICAL, clinical, Modality.NOTES, notes)));
        }
        return columns;
    }

    private static List<AggregateResult> results(PatientColumns columns, Aggregation... aggregations) {
        EvaluationContext context = new EvaluationContext(NOW, columns.rows(), Map.of(), Deadline.NEVER);
        return CohortAggregates.of(columns, columns.rows(), List.of(aggregations), context);
    }

    @Test
    void bins_tables_and_patterns_count_patients() throws MalformedCriterion {
        // When
        List<AggregateResult> results = results(
                columns(0, 20),
                new Aggregation.Histogram("clinical.x", List.of(5.0, 10.0)),
                Aggregation.Histogram.equalWidths("age", 50, 60, 2),
                new Aggregation.CrossTable(
                        new Aggregation.Dimension.Terms("patient", "sex"),
                        new Aggregation.Dimension.Terms("condition", "code")),
                new Aggregation.CrossTable(
                        new Aggregation.Dimension.Verdict(CriterionText.parse("clinical.x > 9")),
                        new Aggregation.Dimension.Bins("clinical.x", List.of(10.0))),
                new Aggregation.Missingness());

        // Then
        assertThat(results.get(0)).isEqualTo(new AggregateResult.Histogram(List.of(5.0, 10.0), List.of(4L, 4L, 8L), 4));
        assertThat(((AggregateResult.Histogram) results.get(1)).edges()).containsExactly(50.0, 55.0, 60.0);
        assertThat(((AggregateResult.CrossTable) results.get(2)).counts().get("female"))
                .isEqualTo(Map.of("icd10:C70", 4L, "icd10:C71", 3L, "icd10:C72", 3L));
        assertThat(((AggregateResult.CrossTable) results.get(3)).counts())
                .isEqualTo(Map.of(
                        "true", Map.of(">=10", 8L),
                        "false", Map.of("<10", 8L),
                        "unknown", Map.of("(none)", 4L)));
        assertThat(((AggregateResult.Missingness) results.get(4)).patterns())
                .containsExactlyInAnyOrder(
                        new AggregateResult.Missingness.Pattern(Set.of(Modality.CLINICAL), 5),
                        new AggregateResult.Missingness.Pattern(Set.of(Modality.CLINICAL, Modality.NOTES), 15));
    }

    @Test
    void sources_are_counted_by_modality_and_ages_in_days() {
        // Given: two notes of one system, the later half a day old, and images of another from the day after tomorrow
        PatientColumns columns = new PatientColumns();
        columns.apply(sent("p-1", Modality.NOTES, "ward", Duration.ofHours(12)));
        columns.apply(sent("p-2", Modality.NOTES, "ward", Duration.ofDays(7)));
        columns.apply(sent("p-3", Modality.IMAGING, "pacs", Duration.ofDays(-2)));

        // When
        List<AggregateResult> results = results(
                columns,
                new Aggregation.Histogram("notes.days-since-last", List.of(1.0, 7.0)),
                new Aggregation.Histogram("imaging.days-since-last", List.of(0.5)),
                new Aggregation.CrossTable(
                        new Aggregation.Dimension.Terms("source", "system", Modality.NOTES),
                        new Aggregation.Dimension.Bins("notes.days-since-last", List.of(1.0))));

        // Then
        assertThat(results.get(0)).isEqualTo(new AggregateResult.Histogram(List.of(1.0, 7.0), List.of(1L, 0L, 1L), 1));
        assertThat(results.get(1)).isEqualTo(new AggregateResult.Histogram(List.of(0.5), List.of(1L, 0L), 2));
        assertThat(((AggregateResult.CrossTable) results.get(2)).counts())
                .isEqualTo(Map.of("ward", Map.of("<1", 1L, ">=1", 1L), "(none)", Map.of("(none)", 1L)));
    }

    private static Digest sent(String patient, Modality modality, String system, Duration ago) {
        Instant at = NOW.minus(ago);
        Digest.Element source = new Digest.Element("source", at.toEpochMilli(), Set.of("system:" + system), Map.of());
        Digest.Part part = new Digest.Part(1, at, at, List.of(source), Set.of(), Map.of(), Map.of());
        return new Digest(new PatientId(patient), 0, 1, Map.of(modality, part));
    }

    @Test
    void results_of_two_nodes_add_up_to_those_of_one() {
        // Given
        Aggregation[] all = {
            Aggregation.Histogram.equalWidths("clinical.x", 0, 100, 10),
            new Aggregation.Quantiles("clinical.x", List.of(0.5)),
            new Aggregation.CrossTable(
                    new Aggregation.Dimension.Terms("patient", "sex"),
                    new Aggregation.Dimension.Terms("condition", "code")),
            new Aggregation.Missingness()
        };

        // When
        List<AggregateResult> both = AggregateAnswer.plus(results(columns(0, 70), all), results(columns(70, 100), all));

        // Then
        List<AggregateResult> one = results(columns(0, 100), all);
        assertThat(both.subList(0, 3)).isEqualTo(one.subList(0, 3));
        assertThat(((AggregateResult.Missingness) both.get(3)).patterns())
                .containsExactlyInAnyOrderElementsOf(((AggregateResult.Missingness) one.get(3)).patterns());
    }

    @Test
    void questions_and_answers_travel() throws IOException, MalformedCriterion {
        // Given
        AggregateQuery query = new AggregateQuery(
                new Caller("u-1", Set.of("researcher"), "HRESCH"),
                CriterionText.parse("dx:C71"),
                UnknownPolicy.INCLUDE,
                List.of(
                        new Aggregation.Histogram("age", List.of(50.0)),
                        new Aggregation.Quantiles("clinical.x", List.of(0.1, 0.9)),
                        new Aggregation.CrossTable(
                                new Aggregation.Dimension.Verdict(CriterionText.parse("age > 3")),
                                new Aggregation.Dimension.Bins("age", List.of(3.0))),
                        new Aggregation.CrossTable(
                                new Aggregation.Dimension.Terms("patient", "sex"),
                                new Aggregation.Dimension.Terms("condition", "code", Modality.CLINICAL)),
                        new Aggregation.Missingness()));
        AggregateAnswer answer = new AggregateAnswer(
                new Coverage(1, 1, 10),
                CohortCounts.NONE,
                results(columns(0, 10), query.aggregations().toArray(new Aggregation[0])));

        // Then
        for (var mapper : List.of(WireMappers.cluster(), WireMappers.outside())) {
            assertThat(mapper.readValue(mapper.writeValueAsBytes(query), AggregateQuery.class))
                    .isEqualTo(query);
            assertThat(mapper.readValue(mapper.writeValueAsBytes(answer), AggregateAnswer.class))
                    .isEqualTo(answer);
        }
    }

    @Property(tries = 100)
    void a_quantile_of_many_numbers_is_off_by_half_a_percent_at_most(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        double[] values =
                random.doubles(6_000).map(x -> Math.pow(x, 4) * 1e6 - 2_000).toArray();
        double[] sorted = values.clone();
        Arrays.sort(sorted);

        // When
        NumberSketch whole = NumberSketch.of(values);
        NumberSketch parts = NumberSketch.of(Arrays.copyOf(values, 100))
                .plus(NumberSketch.of(Arrays.copyOfRange(values, 100, 200)))
                .plus(NumberSketch.of(Arrays.copyOfRange(values, 200, 6_000)));

        // Then
        assertThat(whole.isExact()).isFalse();
        assertThat(parts.positive()).isEqualTo(whole.positive());
        assertThat(parts.negative()).isEqualTo(whole.negative());
        assertThat(parts.sum()).isCloseTo(whole.sum(), within(Math.abs(whole.sum()) * 1e-9 + 1e-3));
        for (double p = 0; p <= 1; p += 0.05) {
            double exact = sorted[(int) (p * 5_999)];
            assertThat(parts.quantile(p)).isCloseTo(exact, within(Math.abs(exact) * 0.005_001 + 1e-9));
        }
    }

    @Test
    void quantiles_of_few_numbers_are_exact() {
        assertThat(NumberSketch.of(new double[] {3, 1, 2, 10}).quantile(0.5)).isEqualTo(2.5);
        assertThat(NumberSketch.of(new double[] {3})
                        .plus(NumberSketch.of(new double[] {1}))
                        .quantile(1))
                .isEqualTo(3);
        assertThat(NumberSketch.of(new double[0]).quantile(0.5)).isNaN();
    }
}
