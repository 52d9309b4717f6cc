package io.anamnesis.node.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.sharding.evaluation.ClassScores;
import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.EarlyTrainer;
import io.anamnesis.sharding.training.Scoring;
import io.anamnesis.sharding.training.TrainingPlan;
import io.anamnesis.sharding.training.TrainingSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our logistic regression beside scikit-learn 1.2.1 with C = 0.01, on the files as they were published. */
class ReferenceFusionTest {
    private static final TrainingPlan C_001 =
            TrainingPlan.standard(0).withoutMasking().withPenalties(List.of(100.0));

    @ParameterizedTest
    @CsvSource({"0, unimodal LR mrna", "1, unimodal LR meth", "2, unimodal LR mirna"})
    void each_omic_of_mogonet_gives_the_metrics_of_scikit_learn(int block, String model) throws IOException {
        Dataset.Split split = mogonet();

        compare(
                "mogonet_brca_resplit",
                model,
                split.train().view(block),
                split.test().view(block));
    }

    @Test
    void early_fusion_of_mogonet_gives_the_metrics_of_scikit_learn() throws IOException {
        Dataset.Split split = mogonet();

        compare("mogonet_brca_resplit", "early fusion LR mrna+meth+mirna", split.train(), split.test());
    }

    @ParameterizedTest
    @CsvSource({"0, unimodal LR mrna", "1, unimodal LR mirna"})
    void each_omic_of_diablo_gives_the_metrics_of_scikit_learn(int block, String model) throws IOException {
        Dataset.Split split = diablo();

        compare(
                "diablo_breast_tcga",
                model,
                split.train().view(block),
                split.test().view(block));
    }

    @Test
    void early_fusion_of_diablo_gives_the_metrics_of_scikit_learn() throws IOException {
        Dataset.Split split = diablo();

        compare("diablo_breast_tcga", "early fusion LR mrna+mirna", firstTwo(split.train()), firstTwo(split.test()));
    }

    @Test
    void the_test_set_of_diablo_has_no_protein() throws IOException {
        Dataset.Split split = diablo();

        assertThat(split.train().only(2).size()).isEqualTo(split.train().size()).isEqualTo(150);
        assertThat(split.test().size()).isEqualTo(70);
        assertThat(split.test().patient(0)[2]).isNull();
    }

    @Test
    void twins_of_test_patients_and_contradictions_are_not_learned_from() throws IOException {
        // Given five rows that cross the split, two pairs within that agree, and one that doesn't
        Dataset cleaned = OmicsFiles.mogonet(SharedData.folder().resolve("multi_omics/mogonet_brca_resplit"), true);

        assertThat(cleaned.split().by(0).train().size()).isEqualTo(157 - 5 - 2 - 2);
        assertThat(cleaned.split().by(0).test().size()).isEqualTo(106);
        assertThat(cleaned.notes()).singleElement().asString().contains("9 of 157 training rows were left out");
        assertThat(cleaned.golden()).extracting(Dataset.Golden::value).contains(0.7924528301886793);
    }

    private static void compare(String dataset, String model, TrainingSet train, TrainingSet test) throws IOException {
        double[][] probabilities = Scoring.scores(new EarlyTrainer(C_001).train(train), test);
        Map<String, Double> ours = ClassScores.of(probabilities, ((ClassLabels) test.labels()).toArray());

        DelimitedFile file = DelimitedFile.read(SharedData.file("multi_omics/golden_sklearn_lr_baselines.csv"), ',');
        List<String> golden = file.body().stream()
                .filter(row -> row.get(0).startsWith(dataset) && row.get(1).equals(model))
                .findFirst()
                .orElseThrow();
        assertThat(ours.get("ACC")).isEqualTo(file.number(golden.get(2)), within(1e-9));
        assertThat(1 - ours.getOrDefault("balanced error", Double.NaN))
                .isEqualTo(file.number(golden.get(3)), within(1e-9));
        assertThat(ours.get("macro F1")).isEqualTo(file.number(golden.get(4)), within(1e-9));
        assertThat(ours.get("weighted F1")).isEqualTo(file.number(golden.get(5)), within(1e-9));
        // scikit-learn stops at a gradient of 1e-4, so that a pair of nearly equal probabilities may change places
        assertThat(ours.get("AUROC")).isEqualTo(file.number(golden.get(6)), within(2e-4));
    }

    private static TrainingSet firstTwo(TrainingSet set) {
        List<ModalityBlock> blocks = set.blocks().subList(0, 2);
        List<float[][]> patients = new ArrayList<>();
        for (int row = 0; row < set.size(); row++) {
            patients.add(new float[][] {set.patient(row)[0], set.patient(row)[1]});
        }
        return new TrainingSet(blocks, List.copyOf(patients), set.labels());
    }

    private static Dataset.Split mogonet() throws IOException {
        return OmicsFiles.mogonet(SharedData.folder().resolve("multi_omics/mogonet_brca_resplit"), false)
                .split()
                .by(0);
    }

    private static Dataset.Split diablo() throws IOException {
        return OmicsFiles.diablo(SharedData.folder().resolve("multi_omics/diablo_breast_tcga"))
                .split()
                .by(0);
    }
}
