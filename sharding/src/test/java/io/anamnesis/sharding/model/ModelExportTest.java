package io.anamnesis.sharding.model;

import static io.anamnesis.sharding.model.Awaited.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.protocol.model.ModelArtefact;
import io.anamnesis.protocol.model.ModelVersion;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.query.QueryResult;
import io.anamnesis.sharding.entity.TestNode;
import io.anamnesis.sharding.evaluation.EventHorizon;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.AttentionPass;
import io.anamnesis.sharding.fusion.EarlierTokens;
import io.anamnesis.sharding.fusion.FusionModel;
import io.anamnesis.sharding.fusion.FusionPass;
import io.anamnesis.sharding.fusion.OnnxSession;
import io.anamnesis.sharding.serving.Evidence;
import io.anamnesis.sharding.serving.ModelForm;
import io.anamnesis.sharding.serving.SmallPatients;
import io.anamnesis.sharding.training.AttentionCourse;
import io.anamnesis.sharding.training.AttentionPlan;
import io.anamnesis.sharding.training.AttentionTrainer;
import io.anamnesis.sharding.training.EarlyTrainer;
import io.anamnesis.sharding.training.IntermediateTrainer;
import io.anamnesis.sharding.training.LateTrainer;
import io.anamnesis.sharding.training.TokenSet;
import io.anamnesis.sharding.training.TrainingPlan;
import io.anamnesis.sharding.training.TrainingSet;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node exports, as ONNX Runtime runs it, beside what the node makes of the same patients. */
final class ModelExportTest {
    private static final float NONE = Float.NaN;
    private static final TrainingPlan PLAN =
            TrainingPlan.standard(1).withFusedWidth(32).withComponents(List.of(2));

    private static FusionModel trained(String strategy, TrainingSet set) {
        return switch (strategy) {
            case "early" -> new EarlyTrainer(PLAN).train(set);
            case "intermediate" -> new IntermediateTrainer(PLAN).train(set).widened(32);
            case "late" -> new LateTrainer(PLAN).train(set);
            default -> new AttentionTrainer(AttentionPlan.standard(32, 1)).train(set);
        };
    }

    private final MemoryStorage storage = new MemoryStorage();
    private final TestNode node = TestNode.single(TestNode.Ports.of(storage));

    @AfterEach
    void stop() {
        node.close();
    }

    private byte[] exported(FusionModel model, Evidence evidence) throws Exception {
        ModelArtefact artefact = ModelForm.write(model, SmallPatients.FEATURES, evidence);
        ModelVersion version =
                ModelVersion.of("m", 1, model.strategy(), "u-1", Instant.EPOCH, "", 3, Map.of(), Map.of(), artefact);
        assertThat(done(storage.models().add(version, artefact))).isTrue();
        QueryResult<byte[]> file = done(node.models.onnx("m", 1, TestNode.CALLER));
        return ((QueryResult.Answered<byte[]>) file).answer();
    }

    /** A patient as the model takes one, and as the file does. */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    private record Patient(
            @Nullable List<Float> genomics, @Nullable Float glucose, float[] days) {
        float[] @Nullable [] blocks() {
            float[] @Nullable [] blocks = new float[2][];
            blocks[0] = genomics == null ? null : new float[] {genomics.get(0), genomics.get(1)};
            blocks[1] = glucose == null ? null : new float[] {glucose};
            return blocks;
        }

        /** What stands in the columns of a modality that is missing is not looked at. */
        float[] features() {
            return new float[] {
                genomics == null ? 5 : genomics.get(0),
                genomics == null ? NONE : genomics.get(1),
                glucose == null ? Float.POSITIVE_INFINITY : glucose
            };
        }

        float[] present() {
            return new float[] {genomics == null ? 0 : 1, glucose == null ? 0 : 1};
        }
    }

    private static List<Patient> patients() {
        return Stream.of(
                        new Patient(List.of(1f, 0.5f), 170f, new float[] {300.5f, 0}),
                        new Patient(List.of(-2f, NONE), 90f, new float[] {0, 12_000}),
                        new Patient(List.of(3f, 0.25f), NONE, new float[] {0.02f, NONE}),
                        new Patient(List.of(0f, 2f), null, new float[] {0, NONE}),
                        new Patient(null, 120f, new float[] {NONE, NONE}),
                        new Patient(null, null, new float[] {NONE, NONE}))
                .toList();
    }

    private static void same(FusionModel model, OnnxSession session, List<Patient> patients) throws Exception {
        Map<String, float[][]> inputs = new HashMap<>();
        inputs.put("features", patients.stream().map(Patient::features).toArray(float[][]::new));
        inputs.put("present", patients.stream().map(Patient::present).toArray(float[][]::new));
        boolean attention = model.strategy().equals("attention");
        if (attention) {
            inputs.put("days", patients.stream().map(Patient::days).toArray(float[][]::new));
        }
        float[][] fused = session.run(inputs, "fused");
        float[][] scores = session.run(inputs, "scores");
        assertThat(fused).hasDimensions(patients.size(), model.fusedWidth());
        for (int p = 0; p < patients.size(); p++) {
            FusionPass pass = model.newPass();
            pass.run(patients.get(p).blocks(), patients.get(p).days());
            for (int i = 0; i < model.fusedWidth(); i++) {
                assertThat(fused[p][i]).as("fused %d of %d", i, p).isEqualTo(pass.fused(i), within(1e-5f));
            }
            for (int k = 0; k < model.outcome().scores(); k++) {
                assertThat(scores[p][k]).as("score %d of %d", k, p).isEqualTo(pass.score(k), within(1e-5f));
            }
            if (attention) {
                float[] shares = session.run(inputs, "attention")[p];
                for (int b = 0; b < shares.length; b++) {
                    assertThat(shares[b]).isEqualTo(pass.share(b), within(1e-5f));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"early", "intermediate", "late", "attention"})
    void what_a_node_exports_says_what_the_node_says_whatever_is_missing(String strategy) throws Exception {
        FusionModel model = trained(strategy, SmallPatients.classes());

        try (OnnxSession session = new OnnxSession(exported(model, Evidence.NONE))) {
            for (Patient patient : patients()) {
                same(model, session, List.of(patient));
            }
            if (!strategy.equals("attention")) {
                same(model, session, patients());
            }
            assertThat(session.properties())
                    .containsEntry("name", "m")
                    .containsEntry("version", "1")
                    .containsEntry("strategy", strategy)
                    .containsEntry("blocks", "genomics\nwearables")
                    .containsEntry("scores", "no\nyes")
                    .containsEntry(
                            "features",
                            "genomics\tgenomics.variants\t1\tzero\ngenomics\tgenomics.ts-tv-ratio\t1\tunknown\n"
                                    + "wearables\tglucose.mean[14d]\tmg/dL\tunknown");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"early", "intermediate", "late", "attention"})
    void how_soon_something_comes_is_exported_with_its_probability(String strategy) throws Exception {
        FusionModel model = trained(strategy, SmallPatients.times());
        EventHorizon horizon = new EventHorizon(365, 0.2);

        try (OnnxSession session = new OnnxSession(exported(model, new Evidence(List.of(), null, horizon)))) {
            for (Patient patient : patients()) {
                same(model, session, List.of(patient));
            }
            Patient patient = patients().get(0);
            FusionPass pass = model.newPass();
            pass.run(patient.blocks(), patient.days());
            Map<String, float[][]> inputs = new HashMap<>();
            inputs.put("features", new float[][] {patient.features()});
            inputs.put("present", new float[][] {patient.present()});
            if (strategy.equals("attention")) {
                inputs.put("days", new float[][] {patient.days()});
            }
            assertThat(session.run(inputs, "probability")[0][0])
                    .isEqualTo((float) horizon.probability(pass.score(0)), within(1e-5f));
            assertThat(session.properties()).containsEntry("horizon-days", "365.0");
        }
    }

    /** Genomics that were looked at again and again, glucose of now alone. */
    private static TokenSet again() {
        TrainingSet now = SmallPatients.classes();
        List<List<TokenSet.Token>> patients = new ArrayList<>();
        for (int row = 0; row < now.size(); row++) {
            float[] genomics = Objects.requireNonNull(now.patient(row)[0]);
            List<TokenSet.Token> tokens = new ArrayList<>();
            tokens.add(new TokenSet.Token(1, Objects.requireNonNull(now.patient(row)[1]), 0));
            tokens.add(new TokenSet.Token(0, genomics, 3));
            for (int before = 1; before <= row % 3; before++) {
                tokens.add(new TokenSet.Token(0, new float[] {genomics[0] - before, NONE}, 100 * before));
            }
            patients.add(tokens);
        }
        return new TokenSet(now.blocks(), patients, now.labels());
    }

    @Test
    void what_came_before_stands_in_further_rows_of_the_file() throws Exception {
        AttentionFusion model = new AttentionTrainer(AttentionPlan.standard(32, 1))
                .withEarlierApart()
                .train(again(), AttentionCourse.UNWATCHED);
        assertThat(model.earlier()).isEqualTo(new EarlierTokens(List.of(0), 3));

        try (OnnxSession session = new OnnxSession(exported(model, Evidence.NONE))) {
            assertThat(session.properties())
                    .containsEntry("earlier", "genomics")
                    .containsEntry("rows-at-most", "3");
            for (int rows = 1; rows <= 3; rows++) {
                for (int there = 0; there < 4; there++) {
                    severally(model, session, rows, (there & 1) != 0, (there & 2) != 0);
                }
            }
        }
    }

    /** A patient with so many rows of genomics, of which the second to last is missing where there are three. */
    private static void severally(
            AttentionFusion model, OnnxSession session, int rows, boolean genomics, boolean glucose) throws Exception {
        float[][] features = new float[rows][];
        float[][] present = new float[rows][];
        float[][] days = new float[rows][];
        AttentionPass pass = model.newPass();
        pass.begin();
        List<int[]> cells = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            boolean there = genomics && !(rows == 3 && row == 1);
            features[row] = new float[] {1.5f - row, row == 0 ? 0.5f : NONE, 140};
            // the model takes no glucose of before, whoever gives it
            present[row] = new float[] {there || (row > 0 && !genomics) ? 1 : 0, glucose ? 1 : 0};
            days[row] = new float[] {3 + 100 * row, 0};
            if (there) {
                assertThat(pass.add(0, new float[] {features[row][0], features[row][1]}, days[row][0]))
                        .isTrue();
                cells.add(new int[] {row, 0});
            }
            if (glucose && row == 0) {
                assertThat(pass.add(1, new float[] {140}, 0)).isTrue();
                cells.add(new int[] {0, 1});
            }
        }
        pass.finish();
        Map<String, float[][]> inputs = Map.of("features", features, "present", present, "days", days);

        float[][] fused = session.run(inputs, "fused");
        float[][] scores = session.run(inputs, "scores");
        float[][] attention = session.run(inputs, "attention");

        assertThat(fused).hasDimensions(1, 32);
        assertThat(attention).hasDimensions(rows, 2);
        for (int i = 0; i < 32; i++) {
            assertThat(fused[0][i]).isEqualTo(pass.fused(i), within(1e-5f));
        }
        for (int k = 0; k < 2; k++) {
            assertThat(scores[0][k]).isEqualTo(pass.score(k), within(1e-5f));
        }
        float[][] expected = new float[rows][2];
        for (int t = 0; t < cells.size(); t++) {
            expected[cells.get(t)[0]][cells.get(t)[1]] = pass.attention(t);
        }
        for (int row = 0; row < rows; row++) {
            for (int b = 0; b < 2; b++) {
                assertThat(attention[row][b]).isEqualTo(expected[row][b], within(1e-5f));
            }
        }
    }

    @Test
    void what_is_not_there_or_has_no_such_form_is_refused_with_the_reason() throws Exception {
        ModelArtefact broken = new ModelArtefact(new byte[] {1, 2, 3});
        ModelVersion version =
                ModelVersion.of("m", 1, "magic", "u-1", Instant.EPOCH, "", 3, Map.of(), Map.of(), broken);
        assertThat(done(storage.models().add(version, broken))).isTrue();

        QueryResult<byte[]> none = done(node.models.onnx("m", 2, TestNode.CALLER));
        QueryResult<byte[]> unreadable = done(node.models.onnx("m", 1, TestNode.CALLER));

        assertThat(none).isEqualTo(new QueryResult.Refused<>(new Rejection.UnknownModel("m", 2)));
        assertThat(((QueryResult.Refused<byte[]>) unreadable).rejection().detail())
                .isEqualTo("The model can't be exported: the artefact is not the CBOR of a model");
    }
}
