package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.model.TrainingFolder;
import io.anamnesis.protocol.model.TrainingGoal;
import io.anamnesis.protocol.model.TrainingOptions;
import io.anamnesis.protocol.model.TrainingOptions.ClassWeights;
import io.anamnesis.protocol.model.TrainingRequest;
import io.anamnesis.protocol.model.TrainingRequest.Start;
import io.anamnesis.protocol.model.TrainingRequest.Strategy;
import io.anamnesis.protocol.query.CriterionText;
import io.anamnesis.protocol.query.MalformedCriterion;
import io.anamnesis.sharding.serving.ModelForm;
import io.anamnesis.sharding.serving.ModelOnnx;
import io.anamnesis.sharding.serving.PatientNumbers;
import io.anamnesis.sharding.serving.ServedModel;
import io.anamnesis.sharding.serving.ServedPass;
import io.anamnesis.sharding.settings.ShardingSettings;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models that learn from tables of somebody's own, and what they are in the cluster. */
final class FolderTrainingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ModelSettings SETTINGS =
            ShardingSettings.from(ConfigFactory.load()).model();
    private final MemoryStorage storage = new MemoryStorage();
    private final PatientTrainer trainer =
            new PatientTrainer(storage.digests(), storage.models(), SETTINGS, StoredPatients.SLICES, 64);

    private static TrainingRequest request(TrainingFolder folder, Strategy strategy, @Nullable Start start) {
        TrainingGoal goal = folder.outcomes() instanceof TrainingFolder.Classes classes
                ? new TrainingGoal.Classes(classes.names())
                : new TrainingGoal.Times(365);
        return new TrainingRequest("m", null, goal, List.of(), strategy, 7, start, TrainingOptions.STANDARD);
    }

    private String trained(TrainingFolder folder, Strategy strategy) throws TrainingStopped {
        return trainer.train(
                FolderTraining.of(request(folder, strategy, null), folder, SETTINGS), "u-1", NOW, QuietCourse.INSTANCE);
    }

    private ModelVersion version(int number) {
        return storage.models().find("m", number).toCompletableFuture().join().orElseThrow();
    }

    private ServedModel served(int number) {
        return ModelForm.read(
                "m",
                number,
                1,
                storage.models()
                        .artefact("m", number)
                        .toCompletableFuture()
                        .join()
                        .orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void each_strategy_learns_several_classes_is_judged_and_repeated_to_the_bit(Strategy strategy) throws Exception {
        // When
        String outcome = trained(Tables.classes(240, "a", "b", "c"), strategy);

        // Then
        ModelVersion version = version(1);
        assertThat(version.metrics().get("AUROC")).isGreaterThan(0.7);
        assertThat(version.metrics()).containsKey("AUROC with 40 % missing");
        assertThat(version.configuration())
                .containsEntry("goal", "classes of a folder: a, b, c")
                .containsEntry("patients kept apart", "60")
                .containsKey("data kept");
        assertThat(outcome).contains("3 rows of wearables.csv of nobody whose outcome is known");
        assertThat(served(1).model().outcome().names()).containsExactly("a", "b", "c");
        assertThat(trainer.repeat("m", 1, QuietCourse.INSTANCE)).contains("the same to the bit");

        // And it leaves as a file, as any other
        assertThat(ModelOnnx.of(served(1))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void each_strategy_learns_times_those_of_nothing_among_them(Strategy strategy) throws Exception {
        trained(Tables.times(240), strategy);

        assertThat(version(1).metrics().get("C")).isGreaterThan(0.55);
        assertThat(version(1).metrics()).containsKey("observed by 365 days");
        assertThat(version(1).configuration()).containsEntry("goal", "event of a folder; horizon: 365 days");
        assertThat(served(1).evidence().horizon()).isNotNull();
        assertThat(trainer.repeat("m", 1, QuietCourse.INSTANCE)).contains("the same to the bit");
    }

    @Test
    void on_record_is_the_content_and_no_place() throws Exception {
        trained(Tables.classes(240, "no", "yes"), Strategy.LATE);

        // sha256 of the lines "aa  labels.csv", ... in the order of names
        assertThat(version(1).data())
                .startsWith("folder: sha256:" + FolderReference.hash(Tables.classes(240, "no", "yes"))
                        + "; patients: 240, ")
                .contains("genomics.csv sha256:bb 7 rows", "labels.csv sha256:aa 7 rows", " no, ", " yes; files:")
                .doesNotContain("/");
        assertThat(FolderReference.hash(Tables.times(60))).isEqualTo(FolderReference.hash(Tables.times(90)));
    }

    @Test
    void whoever_the_folder_says_judges_and_nobody_else() throws Exception {
        TrainingFolder parted = Tables.parted(Tables.classes(244, "no", "yes"));
        trained(parted, Strategy.LATE);

        assertThat(version(1).configuration())
                .containsEntry("patients kept apart", "61")
                .containsEntry("patients learned from", "183");
        assertThat(version(1).data()).contains("of them judge, as the folder says: 61");
        assertThat(FolderTraining.of(request(parted, Strategy.LATE, null), parted, SETTINGS)
                        .data()
                        .split(99)
                        .judge())
                .startsWith(0, 4, 8)
                .hasSize(61);
        assertThat(trainer.repeat("m", 1, QuietCourse.INSTANCE)).contains("the same to the bit");
    }

    @Test
    void the_outcome_says_how_much_of_it_the_clusters_patients_have() throws Exception {
        TrainingFolder known = Tables.classes(240, "no", "yes");
        TrainingFolder strange =
                Tables.classes(240, List.of("no", "yes"), List.of("burden"), List.of("heart-rate.mean[90d]"));
        TrainingFolder some = Tables.classes(240, List.of("no", "yes"), List.of(Tables.BURDEN), List.of("pulse"));

        assertThat(trained(known, Strategy.LATE)).contains("there are no patients in the cluster yet");
        StoredPatients.store(storage, StoredPatients.some(60, 0.3, 11));
        assertThat(trained(known, Strategy.LATE)).contains("patients of the cluster have all of its 2 columns");
        assertThat(trained(some, Strategy.LATE))
                .contains("patients of the cluster have 1 of 2 columns", "wearables pulse", "heart-rate.mean[all]");
        assertThat(trained(strange, Strategy.LATE))
                .contains("WARNING: no patient of the cluster has any of its 2 columns", "genomics burden");
        assertThat(version(1).configuration()).containsEntry(PatientTrainer.COLUMNS_KNOWN, "0 of 2");
        assertThat(version(2).configuration()).containsEntry(PatientTrainer.COLUMNS_KNOWN, "2 of 2");
        assertThat(version(4).configuration()).containsEntry(PatientTrainer.COLUMNS_KNOWN, "0 of 2");
    }

    @Test
    void patients_of_the_cluster_are_scored_by_the_columns_of_the_names_of_their_numbers() throws Exception {
        trained(Tables.classes(400, "no", "yes"), Strategy.LATE);

        assertThat(yes(served(1), 75, 85)).isGreaterThan(0.8);
        assertThat(yes(served(1), 25, 55)).isLessThan(0.2);
    }

    private static double yes(ServedModel model, double burden, double heart) {
        ServedPass pass = model.pass();
        assertThat(pass.run(PatientNumbers.of(Map.of(
                        Modality.GENOMICS, Map.of(Tables.BURDEN, burden),
                        Modality.WEARABLES, Map.of(Tables.HEART, heart)))))
                .isTrue();
        return pass.result().score(1);
    }

    @Test
    void ages_mean_nothing_to_attention_that_was_told_none() throws Exception {
        trained(Tables.classes(240, "no", "yes"), Strategy.ATTENTION);
        Map<Modality, Map<String, Double>> numbers = Map.of(
                Modality.GENOMICS, Map.of(Tables.BURDEN, 60.0),
                Modality.WEARABLES, Map.of(Tables.HEART, 60.0));
        ServedPass pass = served(1).pass();

        pass.run(PatientNumbers.of(numbers));
        double unknown = pass.result().score(1);
        pass.run(PatientNumbers.of(
                numbers, Map.of(Modality.GENOMICS, NOW.minusSeconds(86_400L * 900), Modality.WEARABLES, NOW)));

        assertThat((double) pass.result().score(1)).isEqualTo(unknown, within(1e-6));
    }

    @Test
    void patients_of_the_cluster_start_from_what_a_folder_taught_and_a_folder_from_them() throws Exception {
        StoredPatients.store(storage, StoredPatients.some(240, 0.3, 11));
        TrainingFolder folder = Tables.classes(240, "no", "yes");
        trained(folder, Strategy.LATE);
        TrainingRequest cohort = cohort(new Start("m", 1));

        assertThat(trainer.train(cohort, "u-1", NOW, QuietCourse.INSTANCE))
                .contains("what it started from, as it is: 0.");
        assertThat(version(2).configuration()).containsEntry("start from", "m 1");
        assertThat(trainer.train(
                        FolderTraining.of(request(folder, Strategy.ATTENTION, new Start("m", 2)), folder, SETTINGS),
                        "u-1",
                        NOW,
                        QuietCourse.INSTANCE))
                .contains("what it started from, as it is: 0.");
        assertThat(trainer.repeat("m", 3, QuietCourse.INSTANCE)).contains("the same to the bit");

        // When the classes are called otherwise, then it is not the same that is told
        trained(Tables.classes(240, "good", "bad"), Strategy.LATE);
        TrainingRequest other = cohort(new Start("m", 4));
        assertThatThrownBy(() -> trainer.train(other, "u-1", NOW, QuietCourse.INSTANCE))
                .isInstanceOf(TrainingStopped.class)
                .hasMessageContaining("tells other scores");
    }

    private static TrainingRequest cohort(Start start) throws MalformedCriterion {
        return new TrainingRequest(
                "m",
                CriterionText.parse("dx:C50"),
                new TrainingGoal.Label(CriterionText.parse("dx:C79")),
                List.of(),
                Strategy.LATE,
                7,
                start);
    }

    @Test
    void what_has_few_numbers_or_few_patients_is_left_out_and_said() throws Exception {
        TrainingFolder wide = Tables.classes(
                240, List.of("no", "yes"), List.of("b", "rare-1", "rare-2", "rare-3", "rare-4"), List.of("h"));
        assertThat(trained(wide, Strategy.LATE))
                .contains("4 columns of genomics with few numbers (rare-1, rare-2, rare-3 and 1 more)");
        assertThat(version(1).features()).isEqualTo(2);

        TrainingFolder few = Tables.classes(24, "no", "yes");
        assertThat(trained(few, Strategy.LATE))
                .contains("wearables, which fewer than 10 patients of a class, or with the event, have");
        assertThat(version(2).features()).isEqualTo(1);
    }

    @Test
    void what_is_excluded_is_not_looked_at_and_a_slip_is_told() throws Exception {
        TrainingFolder folder = Tables.classes(240, "no", "yes");
        TrainingRequest asked = request(folder, Strategy.LATE, null);
        trainer.train(
                FolderTraining.of(excluding(asked, "heart-rate."), folder, SETTINGS), "u-1", NOW, QuietCourse.INSTANCE);

        assertThat(version(1).features()).isEqualTo(1);
        assertThat(version(1).configuration()).containsEntry("exclude", "heart-rate.");
        assertThatThrownBy(() -> FolderTraining.of(excluding(asked, "hart-rate."), folder, SETTINGS))
                .isInstanceOf(TrainingStopped.class)
                .hasMessageContaining("the nearest are heart-rate.mean[all]");
        assertThatThrownBy(() -> FolderTraining.of(excluding(asked, "heart", "genomics"), folder, SETTINGS))
                .isInstanceOf(TrainingStopped.class)
                .hasMessageContaining("no modality is left");
    }

    private static TrainingRequest excluding(TrainingRequest asked, String... beginnings) {
        return new TrainingRequest(
                "m", null, asked.goal(), List.of(beginnings), asked.strategy(), 7, null, TrainingOptions.STANDARD);
    }

    @Test
    void what_goes_by_another_node_is_the_same_training() throws Exception {
        TrainingFolder folder = Tables.parted(Tables.times(240));
        TrainingRequest asked = excluding(request(folder, Strategy.LATE, null), "heart-rate.");
        FolderTraining here = FolderTraining.of(asked, folder, SETTINGS);
        TrainingArchive archive = new TrainingArchive(storage.models());
        FolderTraining.Staged staged = here.stage(archive);

        FolderTraining there = staged.read(archive);
        trainer.train(here, "u-1", NOW, QuietCourse.INSTANCE);
        trainer.train(staged, "u-1", NOW, QuietCourse.INSTANCE);

        assertThat(there.request()).isEqualTo(asked);
        assertThat(there.reference()).isEqualTo(here.reference());
        assertThat(version(2).artefactHash()).isEqualTo(version(1).artefactHash());
        assertThat(version(2).configuration()).isEqualTo(version(1).configuration());
        assertThat(version(2).data()).isEqualTo(version(1).data());
        FolderTraining.Staged gone = new FolderTraining.Staged("upload:none", "m", List.of(), "", "");
        assertThatThrownBy(() -> gone.read(archive))
                .isInstanceOf(TrainingStopped.class)
                .hasMessageContaining("send it again");
    }

    @Test
    void a_cohort_goes_with_a_label_and_not_with_a_folder() throws Exception {
        TrainingGoal label = new TrainingGoal.Label(CriterionText.parse("dx:C79"));
        TrainingGoal times = new TrainingGoal.Times(365);

        assertThatThrownBy(() -> new TrainingRequest("m", null, label, List.of(), Strategy.LATE, 7, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a cohort goes with a label");
        assertThatThrownBy(() -> new TrainingRequest(
                        "m", CriterionText.parse("dx:C50"), times, List.of(), Strategy.LATE, 7, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrainingRequest(
                        "m",
                        null,
                        times,
                        List.of(),
                        Strategy.LATE,
                        7,
                        null,
                        new TrainingOptions(null, ClassWeights.BALANCED)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("only a label has classes");
        assertThatThrownBy(() -> new TrainingGoal.Classes(List.of("one"))).isInstanceOf(IllegalArgumentException.class);
    }
}
