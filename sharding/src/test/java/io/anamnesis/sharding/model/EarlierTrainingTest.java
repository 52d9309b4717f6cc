package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.sharding.entity.Slices;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.EarlierTokens;
import io.anamnesis.sharding.serving.ModelForm;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Patients whose latest study says nothing of them, and whose study of a year before does, trained from the digests of a cluster. A study two years
 * before, which half of them have, says nothing either.
 */
final class EarlierTrainingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String VOLUME = "imaging.radiomics.shape-volume-mm3";

    private final MemoryStorage storage = new MemoryStorage();
    private final PatientTrainer trainer = new PatientTrainer(
            storage.digests(),
            storage.models(),
            ShardingSettings.from(ConfigFactory.load()).model(),
            StoredPatients.SLICES,
            64);

    private static Instant before(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static Digest digest(int number, boolean withEarlier, Random random) {
        boolean ill = number % 2 == 0;
        List<Occasion> earlier = new ArrayList<>();
        earlier.add(study(number, 365, 100 + (ill ? 15 : -15) + 10 * random.nextGaussian()));
        if (number % 4 < 2) {
            earlier.add(study(number, 730, 100 + 20 * random.nextGaussian()));
        }
        Map<Modality, Digest.Part> parts = new EnumMap<>(Modality.class);
        parts.put(
                Modality.IMAGING,
                part(Map.of(VOLUME, 100 + 20 * random.nextGaussian()), withEarlier ? earlier : List.of()));
        parts.put(Modality.WEARABLES, part(Map.of("heart-rate.mean[14d]", 70 + 8 * random.nextGaussian()), List.of()));
        parts.put(Modality.CLINICAL, part(Map.of("clinical.label", ill ? 1.0 : 0.0), List.of()));
        PatientId id = new PatientId("p-%04d".formatted(number));
        return new Digest(id, Slices.of(id, StoredPatients.SLICES), 1, parts);
    }

    private static Digest.Part part(Map<String, Double> numbers, List<Occasion> earlier) {
        return new Digest.Part(1, before(900), before(10), List.of(), Set.of(), numbers, Map.of(), earlier);
    }

    private static Occasion study(int number, int days, double volume) {
        return Occasion.of(
                Occasion.STUDY, "1." + number + "." + days, before(days), before(days), Map.of(VOLUME, volume));
    }

    private ModelVersion trained(int version, TrainingRequest.Strategy strategy) throws Exception {
        trainer.train(request(strategy), "u-1", NOW, QuietCourse.INSTANCE);
        return PatientTrainer.within(storage.models().find("m", version)).orElseThrow();
    }

    private static TrainingRequest request(TrainingRequest.Strategy strategy) throws MalformedCriterion {
        return new TrainingRequest(
                "m",
                CriterionText.parse("clinical.label >= 0"),
                new TrainingGoal.Label(CriterionText.parse("clinical.label > 0.5")),
                List.of("clinical."),
                strategy,
                7,
                null);
    }

    private void fill(boolean withEarlier) {
        Random random = new Random(4);
        for (int i = 0; i < 240; i++) {
            storage.digests()
                    .save(digest(i, withEarlier, random))
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void attention_learns_what_an_earlier_study_tells_and_is_repeated_to_the_bit() throws Exception {
        fill(true);

        ModelVersion several = trained(1, TrainingRequest.Strategy.ATTENTION);

        assertThat(several.metrics().get("AUROC")).isGreaterThan(0.85);
        assertThat(several.metrics().get("late fusion: AUROC")).isLessThan(0.7);
        assertThat(several.configuration()).containsEntry("tokens a modality at most", "3");
        ModelArtefact artefact =
                PatientTrainer.within(storage.models().artefact("m", 1)).orElseThrow();
        AttentionFusion model =
                (AttentionFusion) ModelForm.read("m", 1, 1, artefact).model();
        assertThat(model.earlier()).isEqualTo(new EarlierTokens(List.of(0), 3));
        assertThat(model.blocks().get(0).name()).isEqualTo("imaging");
        assertThat(trainer.repeat("m", 1, QuietCourse.INSTANCE)).contains("the same to the bit");
        assertThat(TrainingTable.read(new TrainingArchive(storage.models()).read("m", 1))
                        .form())
                .isEqualTo(4);
    }

    @Test
    void without_earlier_studies_there_is_nothing_to_learn_and_model_and_table_are_as_before() throws Exception {
        fill(false);

        ModelVersion one = trained(1, TrainingRequest.Strategy.ATTENTION);

        assertThat(one.metrics().get("AUROC")).isLessThan(0.7);
        ModelArtefact artefact =
                PatientTrainer.within(storage.models().artefact("m", 1)).orElseThrow();
        AttentionFusion model =
                (AttentionFusion) ModelForm.read("m", 1, 1, artefact).model();
        assertThat(model.earlier()).isEqualTo(EarlierTokens.NONE);
        TrainingTable table = TrainingTable.read(new TrainingArchive(storage.models()).read("m", 1));
        assertThat(table.form()).isEqualTo(1);
        assertThat(table.earlier()).isNull();
    }
}
