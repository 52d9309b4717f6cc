package io.anamnesis.sharding.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.patient.AsOf;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.patient.PatientReply;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.AggregateAnswer;
import io.anamnesis.protocol.query.AggregateQuery;
import io.anamnesis.protocol.query.AggregateResult;
import io.anamnesis.protocol.query.Aggregation;
import io.anamnesis.protocol.query.CohortAnswer;
import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.CohortRow;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.query.NearestTo;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.protocol.query.RowOrder;
import io.anamnesis.protocol.query.RowPlace;
import io.anamnesis.protocol.query.SimilarPatient;
import io.anamnesis.protocol.query.SimilarityAnswer;
import io.anamnesis.protocol.query.SimilarityQuery;
import io.anamnesis.protocol.query.UnknownPolicy;
import io.anamnesis.sharding.client.PatientQueries;
import io.anamnesis.sharding.entity.TestNode;
import io.anamnesis.sharding.profile.Messages;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Two nodes in this JVM. Patients {@code p-00} to {@code p-59}: all have glucose of 100 + their number; every second one an image whose
 * vector is at an angle of about as many degrees as their number.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusterQueriesTest {
    private static final int PATIENTS = 60;
    private static final String SPACE = "imaging.m";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MemoryStorage storage = new MemoryStorage();
    private final TestNode one = TestNode.single(TestNode.Ports.of(storage));
    private final TestNode two = TestNode.joining(one, TestNode.Ports.of(storage));

    @BeforeAll
    void fill() {
        for (int i = 0; i < PATIENTS; i++) {
            accept(glucose(i));
            if (i % 2 == 0) {
                accept(image(i, i + 0.01 * i * i));
            }
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !two.index.status().slices().isEmpty());
    }

    @AfterAll
    void stop() {
        two.close();
        one.close();
    }

    @Test
    void a_cohort_is_counted_over_all_nodes_and_what_is_missing_is_named() {
        // When
        CohortAnswer answer = cohort("glucose.mean[all] >= 140 and body-site:BRAIN", 100, null);

        // Then: 40 to 58 have the image, 41 to 59 have none
        assertThat(answer.coverage().whole()).isTrue();
        assertThat(answer.coverage().patients()).isEqualTo(PATIENTS);
        assertThat(answer.counts().matched()).isEqualTo(10);
        assertThat(answer.counts().unknown()).isEqualTo(10);
        assertThat(answer.counts().unmatched()).isEqualTo(40);
        assertThat(answer.counts().decidableWith()).isEqualTo(Map.of(Modality.IMAGING, 10L));
        assertThat(answer.rows()).allSatisfy(row -> assertThat(row.unknown()).isFalse());
        assertThat(answer.rows().get(0).numbers()).containsEntry("glucose.mean[all]", 140.0);
    }

    @Test
    void pages_follow_each_other_in_order_and_give_each_patient_once() {
        for (RowOrder order : List.of(
                RowOrder.BY_PATIENT,
                new RowOrder("glucose.mean[all]", true),
                new RowOrder("glucose.mean[all]", false),
                new RowOrder("no.such", false))) {
            for (int limit : new int[] {1, 7, 59, 60, 61}) {
                // When
                List<CohortRow> all = new ArrayList<>();
                @Nullable RowPlace after = null;
                do {
                    CohortAnswer page =
                            answered(one.queries.cohort(query("glucose.mean[all] > 0", order, limit, after), LONG));
                    assertThat(page.rows()).hasSizeLessThanOrEqualTo(limit);
                    assertThat(page.counts().matched()).isEqualTo(PATIENTS);
                    all.addAll(page.rows());
                    after = page.next();
                } while (after != null);

                // Then
                assertThat(all)
                        .extracting(CohortRow::patient)
                        .doesNotHaveDuplicates()
                        .hasSize(PATIENTS);
                assertThat(all).extracting(CohortRow::place).isSortedAccordingTo(RowPlace.in(order));
            }
        }
    }

    @Test
    void neighbours_of_a_patient_come_from_all_nodes_nearest_first_with_what_is_shared() {
        // When
        SimilarityAnswer answer = similar(new SimilarityQuery(
                TestNode.CALLER, patient(20), null, Map.of(), new TreeMap<>(Map.of(SPACE, 1.0)), 5, false, null));

        // Then
        assertThat(answer.coverage().whole()).isTrue();
        assertThat(answer.neighbours())
                .extracting(SimilarPatient::patient)
                .containsExactly(patient(18), patient(22), patient(16), patient(24), patient(14));
        assertThat(answer.candidates()).isEqualTo(PATIENTS / 2 - 1);
        assertThat(answer.neighbours().get(0).sharedTerms()).contains("series/body-site:BRAIN");
        assertThat(answer.neighbours().get(0).distances()).containsOnlyKeys(SPACE);
    }

    @Test
    void a_filter_narrows_neighbours_and_a_space_that_the_patient_lacks_is_named() {
        // When
        SimilarityAnswer answer = similar(new SimilarityQuery(
                TestNode.CALLER,
                patient(20),
                null,
                Map.of(),
                new TreeMap<>(Map.of(SPACE, 1.0, "notes.m", 3.0)),
                100,
                true,
                criterion("glucose.mean[all] in [130, 140]")));

        // Then
        assertThat(answer.spaces()).containsExactly(SPACE);
        assertThat(answer.missingSpaces()).containsExactly("notes.m");
        assertThat(answer.neighbours())
                .extracting(SimilarPatient::patient)
                .containsExactly(patient(30), patient(32), patient(34), patient(36), patient(38), patient(40));
    }

    @Test
    void a_vector_is_looked_near_and_one_that_does_not_fit_is_refused() {
        // When
        SimilarityAnswer answer = similar(near(new float[] {1, 0}));

        // Then
        assertThat(answer.neighbours()).extracting(SimilarPatient::patient).containsExactly(patient(0), patient(2));
        assertThat(refused(one.queries.similar(near(new float[] {1, 0, 0}), LONG)))
                .isInstanceOfSatisfying(Rejection.Malformed.class, refused -> assertThat(refused.detail())
                        .contains(SPACE));
    }

    @Test
    void the_fused_vector_is_for_those_who_ask_for_it_and_for_those_who_have_no_other() {
        // Given: 21 has no image, 20 has one
        SimilarityAnswer without = similar(near(21, Map.of()));
        SimilarityAnswer with = similar(near(20, Map.of()));
        SimilarityAnswer asked = similar(near(20, Map.of(FusionView.SPACE, 1.0)));

        // Then
        assertThat(without.spaces()).containsExactly(FusionView.SPACE);
        assertThat(without.neighbours()).extracting(SimilarPatient::patient).contains(patient(23), patient(19));
        assertThat(with.spaces()).containsExactly(SPACE);
        assertThat(asked.neighbours()).extracting(SimilarPatient::patient).contains(patient(22), patient(18));
    }

    private static SimilarityQuery near(int patient, Map<String, Double> weights) {
        return new SimilarityQuery(
                TestNode.CALLER, patient(patient), null, Map.of(), new TreeMap<>(weights), 5, false, null);
    }

    @Test
    void a_patient_can_be_looked_at_as_of_a_time() {
        // Given: before the second message there was no image
        SimilarityQuery query = new SimilarityQuery(
                TestNode.CALLER,
                patient(20),
                new AsOf.Seq(1),
                Map.of(),
                new TreeMap<>(Map.of(SPACE, 1.0)),
                5,
                false,
                null);

        // Then
        assertThat(similar(query).neighbours()).isEmpty();
        assertThat(refused(one.queries.similar(
                        new SimilarityQuery(
                                TestNode.CALLER,
                                new PatientId("nobody"),
                                null,
                                Map.of(),
                                new TreeMap<>(),
                                5,
                                false,
                                null),
                        LONG)))
                .isInstanceOf(Rejection.UnknownPatient.class);
    }

    @Test
    void who_is_near_is_a_criterion_among_others() {
        assertThat(cohort("near(p-20, " + SPACE + ", 4) and glucose.mean[all] > 119", 100, null)
                        .rows())
                .extracting(CohortRow::patient)
                .containsExactly(patient(22), patient(24));
    }

    @Test
    void aggregates_add_up_over_all_nodes() {
        // When
        AggregateAnswer answer = answered(two.queries.aggregate(
                new AggregateQuery(
                        TestNode.CALLER,
                        criterion("glucose.mean[all] < 150"),
                        UnknownPolicy.EXCLUDE,
                        List.of(
                                new Aggregation.Histogram("glucose.mean[all]", List.of(110.0, 140.0)),
                                new Aggregation.Missingness())),
                LONG));

        // Then
        assertThat(answer.counts().matched()).isEqualTo(50);
        assertThat(answer.results().get(0))
                .isEqualTo(new AggregateResult.Histogram(List.of(110.0, 140.0), List.of(10L, 30L, 10L), 0));
        assertThat(((AggregateResult.Missingness) answer.results().get(1)).patterns())
                .containsExactlyInAnyOrder(
                        new AggregateResult.Missingness.Pattern(Set.of(Modality.WEARABLES), 25),
                        new AggregateResult.Missingness.Pattern(Set.of(Modality.WEARABLES, Modality.IMAGING), 25));
    }

    @Test
    void a_query_that_nobody_waits_for_ends() {
        // When
        var pending = one.queries.cohort(query("glucose.mean[all] > 0", RowOrder.BY_PATIENT, 1, null), LONG);
        pending.cancel().run();

        // Then: it ends, with an answer or as given up
        assertThat(pending.result().toCompletableFuture()).succeedsWithin(LONG);
    }

    private CohortAnswer cohort(String text, int limit, @Nullable RowPlace after) {
        return answered(two.queries.cohort(query(text, RowOrder.BY_PATIENT, limit, after), LONG));
    }

    private static CohortQuery query(String text, RowOrder order, int limit, @Nullable RowPlace after) {
        return new CohortQuery(
                TestNode.CALLER,
                criterion(text),
                UnknownPolicy.EXCLUDE,
                List.of("glucose.mean[all]"),
                order,
                limit,
                after,
                false);
    }

    private static Criterion criterion(String text) {
        try {
            return CriterionText.parse(text);
        } catch (MalformedCriterion e) {
            throw new AssertionError(text, e);
        }
    }

    private SimilarityAnswer similar(SimilarityQuery query) {
        return answered(one.queries.similar(query, LONG));
    }

    private static SimilarityQuery near(float[] vector) {
        return new SimilarityQuery(
                TestNode.CALLER,
                null,
                null,
                Map.of(SPACE, new NearestTo.Vector(vector)),
                new TreeMap<>(),
                2,
                false,
                null);
    }

    private static <T> T answered(PatientQueries.Pending<T> pending) {
        QueryResult<T> result = pending.result().toCompletableFuture().join();
        assertThat(result).isInstanceOf(QueryResult.Answered.class);
        return ((QueryResult.Answered<T>) result).answer();
    }

    private static <T> Rejection refused(PatientQueries.Pending<T> pending) {
        QueryResult<T> result = pending.result().toCompletableFuture().join();
        assertThat(result).isInstanceOf(QueryResult.Refused.class);
        return ((QueryResult.Refused<T>) result).rejection();
    }

    private void accept(ModalityMessage message) {
        assertThat(one.record(message)).isInstanceOf(PatientReply.Accepted.class);
    }

    private static PatientId patient(int number) {
        return new PatientId(String.format("p-%02d", number));
    }

    private static ModalityMessage glucose(int number) {
        return Messages.wearable(
                patient(number), "g-" + number, "glucose", "mg/dL", "d-1", 0, new long[] {0}, new double[] {100 + number
                });
    }

    private static ModalityMessage image(int number, double degrees) {
        float[] vector = {(float) Math.cos(Math.toRadians(degrees)), (float) Math.sin(Math.toRadians(degrees))};
        return new ModalityMessage(
                new MessageId("i-" + number),
                patient(number),
                new Source("test", "scanner"),
                Messages.START,
                Messages.START,
                1,
                Set.of(),
                new Payload.ImagingPayload(new ImagingStudy(
                        "1.2." + number, "1.2." + number + ".1", "MR", "BRAIN", Map.of(), new Embedding("m", vector))),
                Map.of());
    }
}
