package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingOptions;
import io.anamnesis.protocol.model.TrainingOptions.ClassWeights;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.model.TrainingRequest.Strategy;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.protocol.wire.WireMappers;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.storage.memory.MemoryStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is chosen for a training: how often modalities are masked, and how classes count. */
final class TrainingOptionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final TrainingOptions CHOSEN = new TrainingOptions(0.6, ClassWeights.BALANCED);
    private final MemoryStorage storage = new MemoryStorage();
    private final PatientTrainer trainer = new PatientTrainer(
            storage.digests(),
            storage.models(),
            ShardingSettings.from(ConfigFactory.load()).model(),
            StoredPatients.SLICES,
            64);

    @BeforeEach
    void fill() {
        StoredPatients.store(storage, StoredPatients.some(240, 0.3, 11));
    }

    private static TrainingRequest request(Strategy strategy, TrainingOptions options) {
        try {
            return new TrainingRequest(
                    "m",
                    CriterionText.parse("dx:C50"),
                    new TrainingGoal.Label(CriterionText.parse("dx:C79")),
                    List.of(),
                    strategy,
                    7,
                    null,
                    options);
        } catch (MalformedCriterion e) {
            throw new AssertionError(e);
        }
    }

    private ModelVersion trained(int version, Strategy strategy, TrainingOptions options) throws TrainingStopped {
        trainer.train(request(strategy, options), "u-1", NOW, QuietCourse.INSTANCE);
        return PatientTrainer.within(storage.models().find("m", version)).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void what_is_chosen_is_learned_by_put_on_record_and_repeated_to_the_bit(Strategy strategy) throws TrainingStopped {
        boolean masks = strategy != Strategy.LATE;
        TrainingOptions chosen = masks ? CHOSEN : new TrainingOptions(null, ClassWeights.BALANCED);

        ModelVersion standard = trained(1, strategy, TrainingOptions.STANDARD);
        ModelVersion other = trained(2, strategy, chosen);

        assertThat(standard.configuration()).containsEntry("class weights", "none");
        assertThat(other.configuration()).containsEntry("class weights", "balanced");
        assertThat(standard.configuration().get("mask rate")).isEqualTo(masks ? "0.35" : null);
        assertThat(other.configuration().get("mask rate")).isEqualTo(masks ? "0.6" : null);
        assertThat(other.artefactHash()).isNotEqualTo(standard.artefactHash());
        assertThat(trainer.repeat("m", 1, QuietCourse.INSTANCE)).contains("the same to the bit");
        assertThat(trainer.repeat("m", 2, QuietCourse.INSTANCE)).contains("the same to the bit");
    }

    @Test
    void what_is_standard_and_said_is_what_is_standard() throws TrainingStopped {
        ModelVersion unsaid = trained(1, Strategy.EARLY, TrainingOptions.STANDARD);
        ModelVersion said =
                trained(2, Strategy.EARLY, new TrainingOptions(TrainingOptions.STANDARD_MASK_RATE, ClassWeights.NONE));
        ModelVersion unmasked = trained(3, Strategy.EARLY, new TrainingOptions(0.0, ClassWeights.NONE));

        assertThat(said.artefactHash()).isEqualTo(unsaid.artefactHash());
        assertThat(unmasked.artefactHash()).isNotEqualTo(unsaid.artefactHash());
        assertThat(trainer.repeat("m", 3, QuietCourse.INSTANCE)).contains("the same to the bit");
    }

    @Test
    void what_was_kept_by_a_build_of_before_is_read_as_standard() throws Exception {
        ModelVersion version = trained(1, Strategy.LATE, TrainingOptions.STANDARD);
        ObjectNode table = table(version);
        assertThat(table.has("options")).isFalse();
        assertThat(table.path("form").asInt()).isEqualTo(1);

        ModelVersion chosen = trained(2, Strategy.EARLY, CHOSEN);
        assertThat(table(chosen).path("form").asInt())
                .as("a build of before does not repeat without the options what was learned with them")
                .isEqualTo(2);

        ObjectNode later = table(version).put("form", 5);
        assertThatThrownBy(() -> TrainingTable.read(packed(later)))
                .isInstanceOf(TrainingStopped.class)
                .hasMessageContaining("forms 1 to 4 of what was learned from, here 5");
    }

    private ObjectNode table(ModelVersion version) throws IOException, TrainingStopped {
        byte[] kept = new TrainingArchive(storage.models()).read(version.name(), version.version());
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(kept))) {
            return (ObjectNode) WireMappers.cluster().readTree(in);
        }
    }

    private static byte[] packed(ObjectNode table) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packed = new DeflaterOutputStream(bytes)) {
            WireMappers.cluster().writeValue(packed, table);
        }
        return bytes.toByteArray();
    }

    @Test
    void what_means_nothing_is_refused() {
        assertThatThrownBy(() -> new TrainingOptions(0.91, ClassWeights.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 0 to 0.9, here 0.91");
        assertThatThrownBy(() -> new TrainingOptions(Double.NaN, ClassWeights.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> request(Strategy.LATE, CHOSEN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("late fusion masks nothing");
    }
}
