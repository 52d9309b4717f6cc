package io.anamnesis.sharding.profile.clinical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.protocol.message.ClinicalFacts;
import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalFacts.PatientFacts;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalTime;
import io.anamnesis.protocol.message.ClinicalValue;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Fact;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.IndexTold;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import io.anamnesis.sharding.profile.modality.SliceForms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClinicalSliceTest {
    private static final String SNOMED = "http://snomed.info/sct";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private record Told(String id, int issued, ClinicalResource resource) {}

    private static ClinicalSlice fold(List<Told> told) {
        ClinicalSlice slice = new ClinicalSlice(10_000);
        told.forEach(one -> tell(slice, one));
        return slice;
    }

    private static void tell(ClinicalSlice slice, Told told) {
        Payload payload = new Payload.ClinicalPayload(told.resource());
        assertThat(slice.refusal(payload)).isNull();
        Fact fact = new Fact(
                told.id(),
                START.plusSeconds(told.issued()).toEpochMilli(),
                0,
                told.id().hashCode());
        slice.place(
                payload,
                new Evidence(
                        fact,
                        new Source("fhir", null),
                        null,
                        START.plusSeconds(told.id().length())),
                ItemChanges.UNHEARD);
    }

    private static String shown(ClinicalSlice slice) {
        StringBuilder shown = new StringBuilder();
        for (Holdings<?> each : slice.holdings()) {
            each.all().forEach(held -> shown.append(each.kind().name())
                    .append(
                            held.value() instanceof ClinicalResource resource
                                    ? resource.facts() + resource.content()
                                    : "-")
                    .append(held.evidence())
                    .append('\n'));
        }
        return shown + "" + slice.features() + IndexTold.of(slice) + IndexTold.of(slice, 3);
    }

    private static ClinicalResource resource(String type, String id, @Nullable String status, ClinicalFacts facts) {
        Coding main = facts.codings().isEmpty() ? null : facts.codings().get(0);
        return new ClinicalResource(
                type,
                id,
                null,
                status,
                main == null ? null : main.system(),
                main == null ? null : main.code(),
                "{}",
                facts);
    }

    private static ClinicalFacts facts(
            List<String> topics, List<Coding> codings, @Nullable String start, List<ClinicalValue> values) {
        return new ClinicalFacts(
                null,
                false,
                List.of(),
                topics,
                codings,
                start == null ? null : ClinicalTime.of(start).orElseThrow(),
                null,
                values,
                List.of(),
                null);
    }

    private static ClinicalFacts deleted() {
        return new ClinicalFacts(null, true, List.of(), List.of(), List.of(), null, null, List.of(), List.of(), null);
    }

    private static ClinicalResource coded(String type, String id, String status, String system, String code) {
        return resource(type, id, status, facts(List.of(), List.of(new Coding(system, code, null)), null, List.of()));
    }

    private static ClinicalResource measured(String id, String start, String loinc, double number, String unit) {
        Coding code = new Coding(CodeSystems.LOINC, loinc, null);
        return resource(
                "Observation",
                id,
                "final",
                facts(List.of(), List.of(code), start, List.of(number(code, number, unit, null))));
    }

    private static ClinicalValue number(
            Coding code, double number, @Nullable String unit, @Nullable String comparator) {
        return new ClinicalValue("value", code, number, comparator, unit, null, null, null, null, null, null, null);
    }

    @Provide
    Arbitrary<List<Told>> told() {
        Arbitrary<ClinicalResource> resources = Combinators.combine(
                        Arbitraries.of("Condition", "Observation", "Patient", "MedicationRequest", "Basic"),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of("active", "entered-in-error", "resolved", "final", "deleted"),
                        Arbitraries.of("2019", "2019-05", "2019-05-17", "2019-05-17T10:00:00Z"),
                        Arbitraries.of("mg/dL", "mmol/L", "kg"),
                        Arbitraries.integers().between(1, 400))
                .as(ClinicalSliceTest::any);
        return Combinators.combine(resources, Arbitraries.integers().between(0, 3), Arbitraries.integers())
                .as((resource, issued, seed) ->
                        new Told("m-" + Integer.toHexString(seed) + issued + resource.hashCode(), issued, resource))
                .list()
                .ofMaxSize(15)
                .uniqueElements(Told::id);
    }

    private static ClinicalResource any(String type, int id, String status, String start, String unit, int number) {
        if (status.equals("deleted")) {
            return resource(type, "r" + id, null, deleted());
        }
        Coding code = new Coding(CodeSystems.LOINC, number % 2 == 0 ? "2339-0" : "718-7", null);
        ClinicalFacts facts = new ClinicalFacts(
                START,
                false,
                List.of("laboratory"),
                List.of(number % 3 == 0 ? "tnm-stage-group" : "tumor-marker"),
                List.of(code),
                ClinicalTime.of(start).orElseThrow(),
                null,
                List.of(number(code, number, unit, null)),
                List.of(new ClinicalFacts.Reference("encounter", "Encounter/1")),
                type.equals("Patient")
                        ? new PatientFacts(ClinicalTime.of("1980-02").orElseThrow(), "female", number % 2 == 0, null)
                        : null);
        return resource(type, "r" + id, status, facts);
    }

    @Property(tries = 300)
    void any_permutation_and_duplication_gives_the_same_slice(@ForAll("told") List<Told> told, @ForAll Random random) {
        List<Told> other = new ArrayList<>(told);
        other.addAll(told.subList(0, random.nextInt(told.size() + 1)));
        Collections.shuffle(other, random);
        assertThat(shown(fold(other))).isEqualTo(shown(fold(told)));
    }

    @Property(tries = 200)
    void a_slice_written_at_any_split_and_read_back_goes_on_as_if_nothing_had_been(
            @ForAll("told") List<Told> told, @ForAll Random random) throws Exception {
        int cut = random.nextInt(told.size() + 1);
        ClinicalSlice before = fold(told.subList(0, cut));
        Map<Fact, Integer> places = new HashMap<>();
        List<Fact> facts = new ArrayList<>();
        before.holdings().forEach(each -> each.all().forEach(held -> {
            if (places.putIfAbsent(held.evidence().fact(), facts.size()) == null) {
                facts.add(held.evidence().fact());
            }
        }));
        byte[] stored = WireMappers.cluster().writeValueAsBytes(SliceForms.write(before, places::get));
        ClinicalSlice after = new ClinicalSlice(10_000);
        assertThat(SliceForms.read(WireMappers.cluster().readValue(stored, SliceForms.Parts.class), after, facts::get))
                .isTrue();
        assertThat(shown(after)).isEqualTo(shown(before));
        told.subList(cut, told.size()).forEach(one -> tell(after, one));
        assertThat(shown(after)).isEqualTo(shown(fold(told)));
    }

    @Test
    void a_later_version_holds_and_an_older_one_that_arrives_late_changes_nothing() {
        ClinicalResource first = measured("o", "2020", "718-7", 12, "g/dL");
        ClinicalResource second = measured("o", "2020", "718-7", 13, "g/dL");
        assertThat(fold(List.of(new Told("a", 2, second), new Told("b", 1, first)))
                        .features())
                .containsEntry("loinc.718-7", 13.0)
                .containsEntry("observation-count", 1.0);
    }

    @Test
    void what_was_entered_in_error_or_deleted_leaves_the_picture_and_is_counted() {
        ClinicalSlice slice = fold(List.of(
                new Told("a", 1, coded("Condition", "c1", "active", SNOMED, "1")),
                new Told("b", 1, coded("Condition", "c2", "active", SNOMED, "2")),
                new Told("c", 1, coded("Condition", "c3", "active", SNOMED, "3")),
                new Told("d", 2, coded("Condition", "c1", "entered-in-error", SNOMED, "1")),
                new Told("e", 2, resource("Condition", "c2", null, deleted())),
                new Told("f", 0, coded("Condition", "c2", "active", SNOMED, "2"))));
        assertThat(IndexTold.of(slice))
                .containsExactly("condition 2026-01-01T00:00:01Z [code:snomed:3, status:active] {}");
        assertThat(slice.features())
                .containsEntry("withdrawn-count", 2.0)
                .containsEntry("condition-count", 1.0)
                .containsEntry("active-condition-count", 1.0);
    }

    @Test
    void the_latest_value_of_a_code_counts_in_its_one_unit() {
        ClinicalSlice slice = fold(List.of(
                new Told("a", 1, measured("g1", "2020-01-02", "2339-0", 5.5, "mmol/L")),
                new Told("b", 9, measured("g2", "2020-01-01", "2339-0", 180, "mg/dL")),
                new Told("c", 1, measured("w", "2020", "29463-7", 185, "[lb_av]")),
                new Told("d", 1, measured("t", "2020", "8310-5", 98.6, "[degF]")),
                new Told("e", 1, measured("h", "2020", "4548-4", 48, "mmol/mol")),
                new Told("f", 1, measured("x1", "2020", "718-7", 13, "g/dL")),
                new Told("g", 1, measured("x2", "2021", "718-7", 130, "g/L")),
                new Told("h", 1, measured("y", "2021", "2160-0", 1, "furlong"))));
        Map<String, Double> features = slice.features();
        assertThat(features.get("loinc.2339-0")).isCloseTo(99.0858, within(1e-9));
        assertThat(features.get("loinc.29463-7")).isCloseTo(83.91458845, within(1e-9));
        assertThat(features.get("loinc.8310-5")).isCloseTo(37, within(1e-9));
        assertThat(features.get("loinc.4548-4")).isCloseTo(6.54304, within(1e-9));
        assertThat(features)
                .as("two units, none agreed, and one that is none")
                .doesNotContainKeys("loinc.718-7", "loinc.2160-0");
    }

    @Test
    void a_bound_is_no_number() {
        Coding code = new Coding(CodeSystems.LOINC, "718-7", null);
        ClinicalFacts facts = facts(List.of(), List.of(code), "2020", List.of(number(code, 5, "g/dL", "<")));
        assertThat(fold(List.of(new Told("a", 1, resource("Observation", "o", "final", facts))))
                        .features())
                .doesNotContainKey("loinc.718-7");
    }

    @Test
    void conditions_and_drugs_are_elements_with_their_course() {
        ClinicalSlice slice = fold(List.of(
                new Told("a", 1, coded("Condition", "c1", "active", SNOMED, "44054006")),
                new Told("b", 1, coded("Condition", "c2", "resolved", "http://hl7.org/fhir/sid/icd-10-cm", "J06.9")),
                new Told(
                        "c",
                        1,
                        coded(
                                "MedicationRequest",
                                "m1",
                                "active",
                                "http://www.nlm.nih.gov/research/umls/rxnorm",
                                "860975")),
                new Told(
                        "d",
                        1,
                        coded(
                                "MedicationRequest",
                                "m2",
                                "cancelled",
                                "http://www.nlm.nih.gov/research/umls/rxnorm",
                                "1")),
                new Told("e", 1, coded("Procedure", "p", "completed", "https://example.org/Codes/Local", "x")),
                new Told(
                        "f",
                        1,
                        resource(
                                "Patient",
                                "p",
                                null,
                                new ClinicalFacts(
                                        null,
                                        false,
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        null,
                                        null,
                                        List.of(),
                                        List.of(),
                                        new PatientFacts(
                                                ClinicalTime.of("1980").orElseThrow(), "female", false, null))))));
        assertThat(IndexTold.of(slice))
                .containsExactly(
                        "condition 2026-01-01T00:00:01Z [code:snomed:44054006, status:active] {}",
                        "condition 2026-01-01T00:00:01Z [code:icd10cm:J06.9, status:past] {}",
                        "medication 2026-01-01T00:00:01Z [code:rxnorm:860975, status:active] {}",
                        "patient - [deceased:false, sex:female] {birth-epoch-day=3652.0}",
                        "procedure 2026-01-01T00:00:01Z [code:local:x, status:completed] {}");
        assertThat(slice.features())
                .containsEntry("birth-year", 1980.0)
                .containsEntry("age-at-last-record-years", 46.0)
                .containsEntry("active-medication-count", 1.0);
    }

    @Test
    void each_component_of_an_observation_is_an_element_and_a_number_has_the_one_unit_of_its_code() {
        Coding panel = new Coding(CodeSystems.LOINC, "85354-9", null);
        Coding systolic = new Coding(CodeSystems.LOINC, "8480-6", null);
        Coding gene = new Coding(CodeSystems.LOINC, "48018-6", null);
        ClinicalValue pressure = number(systolic, 16, "kPa", null);
        List<ClinicalValue> values = List.of(
                new ClinicalValue(
                        "component", systolic, pressure.number(), null, "kPa", null, null, null, null, "H", null, null),
                new ClinicalValue(
                        "gene",
                        gene,
                        null,
                        null,
                        null,
                        new Coding("http://www.genenames.org", "HGNC:3236", "EGFR"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                new ClinicalValue(
                        "component", panel, null, null, null, null, null, null, null, null, "not-performed", null));
        ClinicalSlice slice = fold(List.of(new Told(
                "a",
                1,
                resource(
                        "Observation", "o", "final", facts(List.of("vitals"), List.of(panel), "2020-01-02", values)))));
        assertThat(IndexTold.of(slice))
                .containsExactly(
                        "observation 2020-01-02T00:00:00Z [code:loinc:85354-9, status:final] {}",
                        "observation 2020-01-02T00:00:00Z [code:loinc:8480-6, interpretation:H, status:final, unit:mm[Hg]]"
                                + " {value=120.00986928}",
                        "observation 2020-01-02T00:00:00Z [code:loinc:48018-6, gene:EGFR, status:final, value:hgnc:HGNC:3236] {}",
                        "topic 2020-01-02T00:00:00Z [topic:vitals] {}");
    }

    @Test
    void stage_and_performance_status_become_numbers() {
        assertThat(stage("3C")).isEqualTo(3);
        assertThat(stage("IIIA")).isEqualTo(3);
        assertThat(stage("Stage IVB")).isEqualTo(4);
        assertThat(stage("0")).isZero();
        assertThat(stage("443830009")).isNull();
        assertThat(stage("X")).isNull();
    }

    private static @Nullable Double stage(String code) {
        ClinicalValue value = new ClinicalValue(
                "value", null, null, null, null, new Coding("s", code, null), null, null, null, null, null, null);
        ClinicalFacts facts = facts(List.of("tnm-stage-group"), List.of(), "2020", List.of(value));
        return fold(List.of(new Told("a", 1, resource("Observation", "o", "final", facts))))
                .features()
                .get("stage-group");
    }

    @Test
    void features_elements_and_resources_are_bounded() {
        List<Told> many = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            many.add(new Told("o" + i, 1, measured("o" + i, "2020", "1-" + i, 1, "g")));
            many.add(new Told("c" + i, 1, coded("Condition", "c" + i, "active", SNOMED, "" + i)));
        }
        ClinicalSlice slice = new ClinicalSlice(many.size());
        many.forEach(one -> tell(slice, one));
        assertThat(slice.features()).hasSizeLessThan(1_000);
        assertThat(IndexTold.of(slice, 5_000)).hasSize(5_000);
        assertThat(slice.elements(5_000).truncated()).containsExactlyInAnyOrder("condition", "observation");
        Payload next = new Payload.ClinicalPayload(many.get(0).resource());
        assertThat(slice.refusal(next)).isInstanceOf(Rejection.LimitReached.class);
    }
}
