package io.anamnesis.node.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferSetsTest {
    @TempDir
    Path empty = Path.of("");

    private static long events(TrainingSet set) {
        boolean[] events = ((SurvivalLabels) set.labels()).events();
        return IntStream.range(0, events.length).filter(i -> events[i]).count();
    }

    private static Path folder(String name) {
        return SharedData.folder().resolve(name);
    }

    @Test
    void rotterdam_and_gbsg_have_the_same_eight_numbers() throws IOException {
        List<Transfer> found = TransferSets.in(List.of(folder("survival/r_survival")));

        assertThat(found).singleElement().satisfies(pair -> {
            assertThat(pair.rich().size()).isEqualTo(2_982);
            // 1,518 recurrences, and 152 who died when they were last seen; the 43 who died later are censored
            assertThat(events(pair.rich())).isEqualTo(1_518 + 152);
            Dataset.Split split = pair.sparse().by(0);
            assertThat(split.train().size() + split.test().size()).isEqualTo(686);
            assertThat(events(split.train()) + events(split.test())).isEqualTo(299);
            assertThat(split.train().blocks()).isEqualTo(pair.rich().blocks());
            assertThat(pair.shared()).isEqualTo(8);
            // the tumour's size in three steps
            int tumour = 3;
            assertThat(split.train().blocks().get(tumour).features().get(0)).isEqualTo("size");
            assertThat(IntStream.range(0, split.train().size())
                            .mapToObj(row -> split.train().patient(row)[tumour][0]))
                    .containsOnly(0f, 1f, 2f);
        });
    }

    @Test
    void metabric_knows_age_and_hormone_treatment_of_gbsg() throws IOException {
        List<Transfer> found = TransferSets.in(List.of(folder("survival/deepsurv"), folder("survival/r_survival")));

        assertThat(found).extracting(Transfer::from).containsExactly("rotterdam", "metabric");
        assertThat(found.get(1).shared()).isEqualTo(2);
        assertThat(found.get(1).rich().size()).isEqualTo(1_523);
    }

    @Test
    void nobody_of_diablo_is_among_those_of_cprmt_that_it_starts_from() throws IOException {
        List<Transfer> found =
                TransferSets.in(List.of(folder("multi_omics/cprmt_brca363"), folder("multi_omics/diablo_breast_tcga")));

        assertThat(found).singleElement().satisfies(pair -> {
            Path cprmt = folder("multi_omics/cprmt_brca363");
            int all = OmicsFiles.cprmtPart(cprmt, List.of("Basal", "Her2", "LumA"), sample -> true)
                    .size();
            // 137 of its 363 are also in the other set, nine of them with another subtype here
            assertThat(all).isEqualTo(272);
            assertThat(pair.rich().size()).isEqualTo(all - 128);
            assertThat(pair.shared()).isGreaterThan(100);
            assertThat(pair.sparse().by(0).test().size()).isEqualTo(70);
            assertThat(pair.sparse().by(3)).isSameAs(pair.sparse().by(0));
        });
    }

    @Test
    void folders_without_a_pair_are_told_what_would_be_one() {
        assertThatThrownBy(() -> TransferSets.in(List.of(empty)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no pair of sets is in ")
                .hasMessageContaining("rotterdam and gbsg of r_survival");
    }

    @Test
    void parts_of_all_patients_are_all_of_them() throws IOException {
        TrainingSet pool = TransferSets.in(List.of(folder("survival/r_survival")))
                .get(0)
                .sparse()
                .by(1)
                .train();

        assertThat(TransferEvaluation.rows(pool, 1, 1))
                .containsExactly(IntStream.range(0, pool.size()).toArray());
        assertThat(Arrays.stream(TransferEvaluation.rows(pool, 0.05, 1)).count())
                .isBetween(22L, 24L);
    }
}
