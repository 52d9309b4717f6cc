package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExclusionsTest {
    private static final List<String> NAMES = List.of(
            "clinical.deceased", "genomics.variants", "glucose.mean[14d]", "glucose.mean[24h]", "heart-rate.mean[all]");

    @Test
    void beginnings_that_numbers_have_are_taken() {
        assertThatCode(() -> Exclusions.check(List.of("glucose.", "heart-rate.mean[all]", "c"), NAMES))
                .doesNotThrowAnyException();
        assertThatCode(() -> Exclusions.check(List.of(), List.of())).doesNotThrowAnyException();
    }

    @Test
    void one_that_no_number_has_is_refused_with_the_nearest_names() {
        assertThatThrownBy(() -> Exclusions.check(List.of("glucose.", "Glucos.", "clincal.deceased"), NAMES))
                .isInstanceOf(TrainingStopped.class)
                .hasMessageStartingWith(
                        "no number begins with 'Glucos.', the nearest are glucose.mean[14d], glucose.mean[24h], ")
                .hasMessageContaining("; no number begins with 'clincal.deceased', the nearest are clinical.deceased, ")
                .hasMessageEndingWith(": nothing would be excluded by that, so nothing was learned");
    }

    @Test
    void changes_are_counted_to_the_nearest_beginning() {
        assertThat(Exclusions.changes("glucose.", "glucose.mean[14d]")).isZero();
        assertThat(Exclusions.changes("Glucose", "glucose.mean[14d]")).isEqualTo(1);
        assertThat(Exclusions.changes("gluose.", "glucose.mean[14d]")).isEqualTo(1);
        assertThat(Exclusions.changes("xyz", "")).isEqualTo(3);
    }

    @Test
    void a_training_with_a_slip_in_it_learns_nothing() throws Exception {
        // Given
        MemoryStorage storage = new MemoryStorage();
        StoredPatients.store(storage, StoredPatients.some(240, 0.3, 11));
        CohortData all = data(storage, List.of());
        assertThat(all.set().blocks()).extracting(ModalityBlock::name).contains("genomics", "wearables");

        // When it is a slip, and when it is none
        assertThatThrownBy(() -> data(storage, List.of("genomic-")))
                .isInstanceOf(TrainingStopped.class)
                .hasMessageStartingWith("no number begins with 'genomic-', the nearest are genomics.variants");
        CohortData without = data(storage, List.of("genomics."));

        // Then
        assertThat(without.set().blocks()).extracting(ModalityBlock::name).doesNotContain("genomics");
    }

    private static CohortData data(MemoryStorage storage, List<String> exclude) throws Exception {
        ModelSettings settings = ShardingSettings.from(ConfigFactory.load()).model();
        TrainingDesk.Course course = new TrainingDesk.Course() {
            @Override
            public void at(String stage, long done, long total) {
                // nobody looks
            }

            @Override
            public void check() {
                // nobody gives it up
            }
        };
        TrainingRequest request = new TrainingRequest(
                "m",
                CriterionText.parse("dx:C50"),
                new TrainingGoal.Label(CriterionText.parse("dx:C79")),
                exclude,
                TrainingRequest.Strategy.LATE,
                7,
                null);
        return CohortData.of(
                new DigestScan(storage.digests(), settings, StoredPatients.SLICES).read(course),
                request,
                Instant.parse("2026-01-01T00:00:00Z"),
                settings);
    }
}
