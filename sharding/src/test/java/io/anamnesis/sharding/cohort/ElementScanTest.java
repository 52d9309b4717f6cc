package io.anamnesis.sharding.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.query.Code;
import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.Moment;
import io.anamnesis.protocol.query.Occurrence;
import io.anamnesis.protocol.query.Range;
import io.anamnesis.protocol.query.TermMatch;
import io.anamnesis.protocol.query.TimeWindow;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Questions that read whole columns of elements at once, against a plain reading: few times and few numbers, so that elements stand at
 * the very same time, at the edge of a window, and lack one or the other.
 */
final class ElementScanTest {
    private static final String KIND = "observation";
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final int PATIENTS = 40;
    private static final Conditions C71 =
            new Conditions(List.of(new TermMatch.Codes("code", List.of(Code.of("icd10:C71")))), Map.of(), null);
    private static final Conditions E11 =
            new Conditions(List.of(new TermMatch.Codes("code", List.of(Code.of("icd10:E11")))), Map.of(), null);

    @Property(tries = 300)
    void whole_columns_tell_the_same_as_one_element_after_the_other(@ForAll Random random) {
        // Given
        PatientColumns columns = new PatientColumns(1, 1 << 20);
        Map<PatientId, Digest> known = new TreeMap<>();
        for (int i = 0; i < PATIENTS; i++) {
            put(columns, known, digest(i, 1, random));
        }
        List<Criterion> criteria = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            criteria.add(new Criterion.Has(KIND, conditions(random), occurrence(random)));
            criteria.add(temporal(random));
        }

        // Then: also after some have changed since the columns were made
        for (int round = 0; round < 4; round++) {
            for (Criterion criterion : criteria) {
                check(columns, known, criterion);
            }
            if (round == 2) {
                for (int i = 0; i < 3; i++) {
                    put(columns, known, digest(random.nextInt(PATIENTS), 2 + i, random));
                }
            }
        }
    }

    private static void put(PatientColumns columns, Map<PatientId, Digest> known, Digest digest) {
        columns.apply(digest);
        known.put(digest.patient(), digest);
    }

    private static void check(PatientColumns columns, Map<PatientId, Digest> known, Criterion criterion) {
        Verdicts verdicts = CohortEngine.evaluate(
                columns, criterion, new EvaluationContext(NOW, columns.rows(), Map.of(), Deadline.NEVER));
        for (Digest digest : known.values()) {
            assertThat(verdicts.of(columns.row(digest.patient()).orElseThrow()))
                    .as(() -> CriterionText.print(criterion) + " of " + digest)
                    .isEqualTo(
                            new NaiveCohort(digest, NOW, Map.of()).of(criterion).truth());
        }
    }

    private static Digest digest(int patient, long seq, Random random) {
        List<Digest.Element> elements = new ArrayList<>();
        for (int i = random.nextInt(7); i > 0; i--) {
            elements.add(new Digest.Element(
                    KIND,
                    time(random),
                    Set.of(random.nextInt(5) == 0 ? "code:icd10:E11" : "code:icd10:C71"),
                    random.nextInt(4) == 0 ? Map.of() : Map.of("value", (double) random.nextInt(4))));
        }
        Set<String> truncated = random.nextInt(10) == 0 ? Set.of(KIND) : Set.of();
        Digest.Part part = new Digest.Part(seq, NOW, NOW, elements, truncated, Map.of(), Map.of());
        return new Digest(new PatientId("p-" + patient), 0, seq, Map.of(Modality.CLINICAL, part));
    }

    private static @Nullable Long time(Random random) {
        return random.nextInt(6) == 0 ? null : day(random).toEpochMilli();
    }

    private static Instant day(Random random) {
        return NOW.minusSeconds(86_400L * random.nextInt(4));
    }

    private static Conditions conditions(Random random) {
        return new Conditions(
                C71.terms(),
                random.nextBoolean() ? Map.of() : Map.of("value", range(random)),
                random.nextBoolean() ? null : window(random));
    }

    private static TimeWindow window(Random random) {
        Instant day = day(random);
        return switch (random.nextInt(3)) {
            case 0 -> new TimeWindow.Between(day, null);
            case 1 -> new TimeWindow.Between(null, day);
            default -> new TimeWindow.Between(day, day.plusSeconds(86_400));
        };
    }

    private static Range range(Random random) {
        double bound = random.nextInt(3);
        return switch (random.nextInt(4)) {
            case 0 -> Range.above(bound);
            case 1 -> Range.atMost(bound);
            case 2 -> new Range(bound, random.nextBoolean(), bound + 1, random.nextBoolean());
            default -> Range.atLeast(bound);
        };
    }

    private static Occurrence occurrence(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Occurrence.ANY;
            case 1 -> {
                int least = random.nextInt(4);
                yield new Occurrence.Count(least, random.nextBoolean() ? Integer.MAX_VALUE : least + random.nextInt(3));
            }
            default ->
                new Occurrence.Nth(
                        random.nextBoolean(), random.nextBoolean() ? window(Conditions.NONE, random) : numbers(random));
        };
    }

    private static Criterion.Temporal temporal(Random random) {
        Criterion.Temporal.Order order = one(
                List.of(
                        Criterion.Temporal.Order.BEFORE,
                        Criterion.Temporal.Order.AFTER,
                        Criterion.Temporal.Order.AROUND),
                random);
        Duration least = order == Criterion.Temporal.Order.AROUND ? Duration.ZERO : Duration.ofDays(random.nextInt(2));
        return new Criterion.Temporal(
                moment(conditions(random), random),
                order,
                least,
                order != Criterion.Temporal.Order.AROUND && random.nextBoolean()
                        ? null
                        : least.plus(Duration.ofDays(random.nextInt(3))),
                moment(random.nextBoolean() ? conditions(random) : E11, random));
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private static Moment moment(Conditions conditions, Random random) {
        Moment.Which which = one(
                List.of(Moment.Which.ANY, Moment.Which.ANY, Moment.Which.ANY, Moment.Which.FIRST, Moment.Which.LAST),
                random);
        return new Moment(KIND, conditions, which);
    }

    private static Conditions window(Conditions conditions, Random random) {
        return new Conditions(conditions.terms(), conditions.numbers(), window(random));
    }

    private static Conditions numbers(Random random) {
        return new Conditions(List.of(), Map.of("value", range(random)), null);
    }
}
