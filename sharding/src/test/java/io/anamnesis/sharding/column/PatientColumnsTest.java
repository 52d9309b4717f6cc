package io.anamnesis.sharding.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.query.TermMatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PatientColumnsTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final PatientId PATIENT = new PatientId("p-1");

    private final PatientColumns columns = new PatientColumns();

    private static Digest digest(PatientId patient, long seq, Map<Modality, Digest.Part> parts) {
        return new Digest(patient, 3, seq, parts);
    }

    private static Digest.Part part(long seq, Map<String, Double> numbers, Digest.Element... elements) {
        return new Digest.Part(seq, AT, AT, List.of(elements), Set.of(), numbers, Map.of());
    }

    private static Digest.Element diagnosis(String code) {
        return new Digest.Element("condition", AT.toEpochMilli(), Set.of("code:icd10:" + code), Map.of());
    }

    private long having(String code) {
        return columns.matchers("condition", Conditions.of(TermMatch.Codes.of(code)), AT)
                .get(0)
                .rows()
                .getLongCardinality();
    }

    @Test
    void rows_of_all_slices_are_all_rows_and_those_of_some_are_theirs() {
        // Given two patients of slice 3 and one of slice 4
        columns.apply(digest(PATIENT, 1, Map.of()));
        columns.apply(digest(new PatientId("p-2"), 1, Map.of()));
        columns.apply(new Digest(new PatientId("p-3"), 4, 1, Map.of()));

        // Then
        assertThat(columns.rowsOf(Set.of(3, 4, 5))).isSameAs(columns.rows());
        assertThat(columns.rowsOf(Set.of(3)).getCardinality()).isEqualTo(2);
        assertThat(columns.rowsOf(Set.of(4, 5)).toArray())
                .containsExactly(columns.row(new PatientId("p-3")).orElseThrow());
        assertThat(columns.rowsOf(Set.of(5)).isEmpty()).isTrue();
        assertThat(columns.rows().getCardinality()).isEqualTo(3);
    }

    @Test
    void an_older_digest_is_ignored_and_the_same_one_changes_nothing() {
        // Given
        Digest newer = digest(PATIENT, 5, Map.of(Modality.CLINICAL, part(5, Map.of(), diagnosis("C71"))));
        assertThat(columns.apply(newer).added()).isTrue();

        // When
        Change older = columns.apply(digest(PATIENT, 4, Map.of()));
        Change same = columns.apply(newer);

        // Then
        assertThat(older.applied()).isFalse();
        assertThat(same.isEmpty()).isTrue();
        assertThat(having("C71")).isEqualTo(1);
    }

    @Test
    void what_an_older_build_made_is_replaced_by_what_this_one_made_of_the_same_events() {
        // Given
        Digest old = new Digest(
                PATIENT, 3, 5, 0, Map.of(Modality.CLINICAL, part(5, Map.of("clinical.a", 1.0), diagnosis("C71"))));
        Digest anew =
                digest(PATIENT, 5, Map.of(Modality.CLINICAL, part(5, Map.of("clinical.b", 1.0), diagnosis("E11"))));
        columns.apply(old);

        // When
        Change change = columns.apply(anew);

        // Then
        assertThat(change.numbers()).containsExactlyInAnyOrder("clinical.a", "clinical.b");
        assertThat(having("C71")).isZero();
        assertThat(having("E11")).isEqualTo(1);

        // And not the other way round
        assertThat(columns.apply(old).applied()).isFalse();
        assertThat(columns.apply(anew).isEmpty()).isTrue();
        assertThat(having("E11")).isEqualTo(1);
    }

    @Test
    void a_change_names_what_is_different_and_nothing_else() {
        // Given
        Digest.Part genomics = part(1, Map.of("genomics.x", 1.0));
        columns.apply(digest(
                PATIENT,
                2,
                Map.of(
                        Modality.GENOMICS,
                        genomics,
                        Modality.CLINICAL,
                        part(2, Map.of("clinical.a", 1.0, "clinical.b", 1.0), diagnosis("C71"), diagnosis("E11")))));

        // When
        Change change = columns.apply(digest(
                PATIENT,
                3,
                Map.of(
                        Modality.GENOMICS,
                        genomics,
                        Modality.CLINICAL,
                        part(3, Map.of("clinical.a", 2.0, "clinical.b", 1.0), diagnosis("I10"), diagnosis("E11")),
                        Modality.NOTES,
                        part(3, Map.of()))));

        // Then
        assertThat(change.modalities()).containsExactlyInAnyOrder(Modality.CLINICAL, Modality.NOTES);
        assertThat(change.turned()).containsExactly(Modality.NOTES);
        assertThat(change.numbers()).containsExactly("clinical.a");
        assertThat(change.elements()).containsOnlyKeys("condition");
        assertThat(change.elements().get("condition")).containsExactlyInAnyOrder("code:icd10:C71", "code:icd10:I10");
        assertThat(having("C71")).isZero();
        assertThat(having("I10")).isEqualTo(1);
    }

    @Test
    void rows_of_those_who_left_are_given_again() {
        // Given
        int row = columns.apply(digest(
                        PATIENT, 1, Map.of(Modality.CLINICAL, part(1, Map.of("clinical.a", 1.0), diagnosis("C71")))))
                .row();

        // When
        assertThat(columns.removeSlice(3).toArray()).containsExactly(row);
        Change next = columns.apply(digest(new PatientId("p-2"), 1, Map.of()));

        // Then
        assertThat(next.row()).isEqualTo(row);
        assertThat(columns.row(PATIENT)).isEmpty();
        assertThat(columns.patient(row)).isEqualTo(new PatientId("p-2"));
        assertThat(columns.number(row, "clinical.a")).isNaN();
        assertThat(having("C71")).isZero();
        assertThat(columns.numberNames()).isEmpty();
    }

    @Test
    void replacing_rows_a_thousand_times_takes_no_more_memory() {
        // Given
        Random random = new Random(7);
        long seq = 0;
        long most = 0;
        for (int round = 0; round < 1_000; round++) {
            // When
            for (int i = 0; i < 1_000; i++) {
                if (round > 1 && random.nextInt(10) > 0) {
                    continue; // a tenth of the rows in each round after the first two: a hundred times each
                }
                seq++;
                PatientId patient = new PatientId("p-" + i);
                if (random.nextInt(20) == 0) {
                    columns.remove(patient);
                }
                columns.apply(digest(patient, seq, Map.of(Modality.CLINICAL, anyPart(seq, random))));
            }

            // Then
            if (round <= 20) {
                most = Math.max(most, columns.bytes());
            } else if (round % 50 == 0) {
                assertThat(columns.bytes()).as("round %d", round).isLessThan(most + most / 10);
            }
        }
    }

    private static Digest.Part anyPart(long seq, Random random) {
        List<Digest.Element> elements = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            elements.add(diagnosis("C" + random.nextInt(100) + "." + random.nextInt(10)));
        }
        elements.add(new Digest.Element("report", null, Set.of("code:local:" + seq), Map.of()));
        Map<String, Double> numbers = new TreeMap<>();
        for (int i = 0; i < 5; i++) {
            numbers.put("clinical.n" + random.nextInt(20), random.nextDouble());
        }
        return part(seq, numbers, elements.toArray(new Digest.Element[0]));
    }

    @Test
    void a_patient_of_fifty_elements_and_forty_numbers_takes_at_most_one_and_a_half_kilobytes() {
        // Given
        Random random = new Random(3);
        int patients = 20_000;

        // When
        for (int i = 0; i < patients; i++) {
            columns.apply(digest(new PatientId("patient-" + i), 1, typical(random)));
        }

        // Then
        assertThat(columns.bytes() / patients).isLessThan(1_500);
    }

    /** 30 clinical elements, 8 variants, 8 mentions in notes, 4 of imaging; 40 numbers. */
    private static Map<Modality, Digest.Part> typical(Random random) {
        List<Digest.Element> clinical = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            boolean lab = i % 2 == 0;
            Set<String> terms = lab
                    ? Set.of("code:loinc:" + skewed(random, 200), "unit:mg/dL", "status:final")
                    : Set.of("code:icd10:C" + skewed(random, 2_000), "status:active");
            Map<String, Double> numbers = lab ? Map.of("value", random.nextInt(3_000) / 10.0) : Map.of();
            clinical.add(new Digest.Element(lab ? "observation" : "condition", time(random), terms, numbers));
        }
        List<Digest.Element> variants = new ArrayList<>();
        List<Digest.Element> entities = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            variants.add(new Digest.Element(
                    "variant",
                    time(random),
                    Set.of("gene:G" + skewed(random, 500), "class:missense", "filter:pass", "zygosity:heterozygous"),
                    Map.of("vaf", random.nextInt(1_000) / 1000.0)));
            entities.add(new Digest.Element(
                    "entity",
                    time(random),
                    Set.of("concept:c-" + skewed(random, 1_000), "category:condition", "assertion:present"),
                    Map.of()));
        }
        List<Digest.Element> imaging = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            imaging.add(new Digest.Element(
                    "series",
                    time(random),
                    Set.of("modality:MR", "body-site:S" + random.nextInt(20)),
                    Map.of("instances", 24.0)));
        }
        return Map.of(
                Modality.CLINICAL,
                        new Digest.Part(1, AT, AT, clinical, Set.of(), numbers("clinical", random), Map.of()),
                Modality.GENOMICS,
                        new Digest.Part(1, AT, AT, variants, Set.of(), numbers("genomics", random), Map.of()),
                Modality.NOTES, new Digest.Part(1, AT, AT, entities, Set.of(), numbers("notes", random), Map.of()),
                Modality.IMAGING, new Digest.Part(1, AT, AT, imaging, Set.of(), numbers("imaging", random), Map.of()));
    }

    private static int skewed(Random random, int most) {
        return (int) (most * Math.pow(random.nextDouble(), 3));
    }

    private static long time(Random random) {
        return AT.toEpochMilli() - random.nextInt(3_000) * 86_400_000L;
    }

    private static Map<String, Double> numbers(String prefix, Random random) {
        Map<String, Double> numbers = new TreeMap<>();
        for (int i = 0; i < 10; i++) {
            numbers.put(prefix + ".n" + i, random.nextGaussian());
        }
        return numbers;
    }
}
