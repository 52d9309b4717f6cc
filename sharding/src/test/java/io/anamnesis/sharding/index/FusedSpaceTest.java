package io.anamnesis.sharding.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.FusionView;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.evaluation.ReferenceHistogram;
import io.anamnesis.sharding.serving.ActiveModels;
import io.anamnesis.sharding.serving.Evidence;
import io.anamnesis.sharding.serving.FeatureSpec;
import io.anamnesis.sharding.serving.FusionSettings;
import io.anamnesis.sharding.serving.PatientNumbers;
import io.anamnesis.sharding.serving.RandomAttention;
import io.anamnesis.sharding.serving.ServedModel;
import io.anamnesis.sharding.serving.ServedPass;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.sharding.similarity.NearestQuery;
import io.anamnesis.sharding.similarity.Neighbours;
import io.anamnesis.sharding.similarity.ScanCrew;
import io.anamnesis.sharding.similarity.SimilaritySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;

final class FusedSpaceTest {
    private static final int PATIENTS = 50;
    private static final int A_BEAT = 10;
    private static final FusionSettings SETTINGS =
            ShardingSettings.from(ConfigFactory.load()).fusion();
    private static final ServedModel FIRST = SETTINGS.defaultModel();

    private final ActiveModels models = new ActiveModels(FIRST);
    private final PatientContent content = new PatientContent(
            SimilaritySettings.from(ConfigFactory.load()),
            models,
            A_BEAT,
            new ReentrantReadWriteLock(),
            ScanCrew.alone(),
            ScanCrew.alone());

    /** The same features through other projections. */
    private static ServedModel model(long generation) {
        ServedModel model = new FusionSettings(
                        SETTINGS.width(), generation, SETTINGS.minInterval(), SETTINGS.rowsABeat(), SETTINGS.features())
                .defaultModel();
        return new ServedModel(
                new FusionView.Model("other", 1, "default", generation), model.model(), model.features());
    }

    private static Digest digest(int patient, long seq, double glucose) {
        return new Digest(
                new PatientId("p-" + patient),
                0,
                seq,
                Map.of(
                        Modality.WEARABLES,
                        new Digest.Part(
                                seq,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                List.of(),
                                Set.of(),
                                Map.of("glucose.mean[14d]", glucose, "heart-rate.mean[14d]", 60.0 + patient),
                                Map.of())));
    }

    private void fill() {
        for (int i = 0; i < PATIENTS; i++) {
            content.apply(digest(i, 1, 100 + 3 * i));
        }
    }

    /** Who is nearest to what a model makes of the digest. */
    private String nearest(ServedModel model, Digest digest) {
        ServedPass pass = model.pass();
        pass.run(PatientNumbers.of(digest));
        Neighbours found = content.fused().space().search(NearestQuery.of(pass.fused(), 1));
        assertThat(found.distance(0)).isLessThan(1e-5f);
        return content.columns().patient(found.row(0)).value();
    }

    @Test
    void a_patient_is_found_by_what_the_model_makes_of_the_digest() {
        fill();

        assertThat(content.fused().space().size()).isEqualTo(PATIENTS);
        assertThat(nearest(FIRST, digest(7, 1, 121))).isEqualTo("p-7");
        assertThat(content.needsTending()).isFalse();
    }

    @Test
    void while_patients_are_fused_anew_the_vectors_of_before_answer_for_all_of_them() {
        // Given
        fill();
        ServedModel second = model(1);

        // When another model is promoted, and a part of the patients is done
        models.promote(second);
        content.tend();
        content.tend();

        // Then
        assertThat(content.needsTending()).isTrue();
        assertThat(content.fused().status(content.columns()))
                .isEqualTo(new FusedStatus(second.identity(), 20, PATIENTS));
        assertThat(content.fused().space().size()).isEqualTo(PATIENTS);
        assertThat(nearest(FIRST, digest(7, 1, 121))).isEqualTo("p-7");

        // When a patient who is done and one who is not change, one leaves, one comes
        content.apply(digest(7, 2, 400));
        content.apply(digest(45, 2, 40));
        content.apply(digest(PATIENTS, 1, 333));
        while (content.needsTending()) {
            content.tend();
        }

        // Then all are there as the second model sees them
        assertThat(content.fused().status(content.columns()))
                .isEqualTo(new FusedStatus(second.identity(), PATIENTS + 1, PATIENTS + 1));
        assertThat(nearest(second, digest(7, 2, 400))).isEqualTo("p-7");
        assertThat(nearest(second, digest(45, 2, 40))).isEqualTo("p-45");
        assertThat(nearest(second, digest(PATIENTS, 1, 333))).isEqualTo("p-" + PATIENTS);
        assertThat(nearest(second, digest(30, 1, 190))).isEqualTo("p-30");
    }

    @Test
    void a_promotion_in_the_middle_of_another_begins_anew() {
        fill();
        models.promote(model(1));
        content.tend();
        ServedModel third = model(2);
        models.promote(third);
        while (content.needsTending()) {
            content.tend();
        }

        assertThat(content.fused().status(content.columns()).model()).isEqualTo(third.identity());
        assertThat(nearest(third, digest(3, 1, 109))).isEqualTo("p-3");
    }

    @Test
    void attention_sees_the_same_ages_in_the_columns_as_in_the_digest() {
        // Given patients whose imaging is older the greater their number, and who else are all alike
        for (int i = 0; i < PATIENTS; i++) {
            content.apply(aged(i));
        }
        ServedModel attention = RandomAttention.of(SETTINGS, 1);

        // When
        models.promote(attention);
        while (content.needsTending()) {
            content.tend();
        }

        // Then
        assertThat(nearest(attention, aged(7))).isEqualTo("p-7");
        assertThat(nearest(attention, aged(31))).isEqualTo("p-31");
    }

    private static Digest aged(int patient) {
        Instant before = Instant.parse("2026-03-01T00:00:00Z").minus(Duration.ofDays(10L * patient));
        Digest.Part imaging =
                new Digest.Part(1, before, before, List.of(), Set.of(), Map.of("imaging.series.CT", 2.0), Map.of());
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        Digest.Part wearables =
                new Digest.Part(1, now, now, List.of(), Set.of(), Map.of("glucose.mean[14d]", 110.0), Map.of());
        return new Digest(
                new PatientId("p-" + patient), 0, 1, Map.of(Modality.IMAGING, imaging, Modality.WEARABLES, wearables));
    }

    @Test
    void drift_counts_follow_each_change_and_each_patient_who_leaves() {
        // Given a model that was made with glucose of 100 to 250
        ServedModel counting = counting(1);
        models.promote(counting);
        fill();
        while (content.needsTending()) {
            content.tend();
        }
        int series = glucose(counting);
        ReferenceHistogram histogram = counting.reference().get(series);
        assertThat(now(series)).isEqualTo(expected(histogram));

        // When one goes beyond all, and all is counted again from the columns
        content.apply(digest(7, 2, 900));
        long[] after = expected(histogram);
        after[histogram.bin(121)]--;
        after[histogram.bin(900)]++;
        assertThat(now(series)).isEqualTo(after);
        ServedModel again = counting(2);
        models.promote(again);
        while (content.needsTending()) {
            content.tend();
        }

        // Then
        assertThat(now(series)).isEqualTo(after);
        content.removeSlice(0);
        assertThat(now(series)).containsOnly(0);
    }

    /** The default model with histograms, of which only glucose has values. */
    private static ServedModel counting(long generation) {
        List<ReferenceHistogram> reference = new ArrayList<>();
        for (List<FeatureSpec> features : FIRST.features()) {
            for (FeatureSpec feature : features) {
                float[] values = new float[PATIENTS];
                for (int i = 0; i < PATIENTS; i++) {
                    values[i] = feature.name().equals("glucose.mean[14d]") ? 100 + 3 * i : Float.NaN;
                }
                reference.add(ReferenceHistogram.of("any", feature.name(), values));
            }
        }
        return new ServedModel(
                new FusionView.Model("counting", 1, "default", generation),
                FIRST.model(),
                FIRST.features(),
                new Evidence(reference, null, null));
    }

    private static int glucose(ServedModel counting) {
        return counting.reference().stream()
                .map(ReferenceHistogram::name)
                .toList()
                .indexOf("glucose.mean[14d]");
    }

    private static long[] expected(ReferenceHistogram histogram) {
        long[] counts = new long[histogram.bins()];
        for (int i = 0; i < PATIENTS; i++) {
            counts[histogram.bin(100 + 3 * i)]++;
        }
        return counts;
    }

    private long[] now(int series) {
        return content.fused().drift(content.columns()).counts().get(series);
    }

    @Test
    void a_slice_that_leaves_takes_its_vectors_along() {
        fill();
        models.promote(model(1));
        content.tend();
        content.removeSlice(0);
        while (content.needsTending()) {
            content.tend();
        }

        assertThat(content.fused().space().size()).isZero();
        assertThat(content.space(FusionView.SPACE)).isNotNull();
        assertThat(content.allSpaces()).isEmpty();
    }
}
