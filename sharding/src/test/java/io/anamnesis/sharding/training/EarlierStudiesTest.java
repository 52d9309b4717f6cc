package io.anamnesis.sharding.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.sharding.evaluation.ClassScores;
import io.anamnesis.sharding.fusion.AttentionFusion;
import io.anamnesis.sharding.fusion.ModalityBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is learned from earlier studies and could not be from the latest, by the plan that trainings of a cluster have. */
final class EarlierStudiesTest {
    private static final int WIDTH = 32;
    private static final int SEEDS = 3;
    /** Where what tells the ill from the well lies. */
    private enum Signal {
        /** The study a year before: high in the ill; the latest says nothing. */
        A_YEAR_BEFORE,
        /** Growth since the study before; how large it is differs between patients by much more. */
        GROWTH,
        /** Large now or large before: each of the two says as much, and the opposite. */
        TURN;

        double at(int study, double sick, double level) {
            return switch (this) {
                case A_YEAR_BEFORE -> study == 1 ? sick : 0;
                case GROWTH -> level + (study == 0 ? sick : 0);
                case TURN -> (study == 0 ? sick : -sick) / 2;
            };
        }
    }

    /** Two to four studies, a year apart or so, each with one number that may tell something and others that don't; wearables are noise. */
    private static TokenSet patients(Signal signal, int count, int numbers, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<TokenSet.Token>> patients = new ArrayList<>();
        int[] classes = new int[count];
        for (int p = 0; p < count; p++) {
            classes[p] = p % 2;
            double sick = classes[p] == 1 ? 1 : -1;
            double level = 2 * gauss(random);
            int studies = 2 + random.nextInt(3);
            List<TokenSet.Token> tokens = new ArrayList<>();
            for (int s = 0; s < studies; s++) {
                float[] vector = new float[numbers];
                for (int i = 0; i < numbers; i++) {
                    vector[i] = noise(random);
                }
                vector[0] = (float) (signal.at(s, sick, level) + 0.7 * vector[0]);
                tokens.add(new TokenSet.Token(0, vector, s == 0 ? 0 : 365 * s + random.nextInt(60)));
            }
            tokens.add(new TokenSet.Token(1, new float[] {noise(random), noise(random)}, random.nextInt(30)));
            patients.add(tokens);
        }
        List<ModalityBlock> blocks = List.of(
                new ModalityBlock(
                        "imaging",
                        IntStream.range(0, numbers).mapToObj(i -> "n" + i).toList()),
                new ModalityBlock("wearables", List.of("heart-rate", "steps")));
        return new TokenSet(blocks, patients, new ClassLabels(classes, List.of("no", "yes")));
    }

    private static float noise(SplittableRandom random) {
        return (float) gauss(random);
    }

    /** The sum of twelve, as good as normal here. */
    private static double gauss(SplittableRandom random) {
        return random.doubles(12).sum() - 6;
    }

    /** Only what holds now, with its age. */
    private static TokenSet latest(TokenSet set) {
        List<List<TokenSet.Token>> patients = new ArrayList<>();
        for (int row = 0; row < set.size(); row++) {
            boolean[] seen = new boolean[set.blocks().size()];
            patients.add(set.patient(row).stream()
                    .filter(token -> {
                        boolean first = !seen[token.block()];
                        seen[token.block()] = true;
                        return first;
                    })
                    .toList());
        }
        return new TokenSet(set.blocks(), patients, set.labels());
    }

    private static double auroc(AttentionFusion model, TokenSet unseen) {
        return Objects.requireNonNull(
                ClassScores.of(Scoring.scores(model, unseen), ((ClassLabels) unseen.labels()).toArray())
                        .get("AUROC"));
    }

    @ParameterizedTest
    @CsvSource({
        "A_YEAR_BEFORE, 300, 4, 0.3",
        "GROWTH, 300, 4, 0.1",
        "A_YEAR_BEFORE, 150, 40, 0.3",
        "TURN, 150, 40, 0.1",
    })
    void what_lies_in_an_earlier_study_is_learned_from_several_tokens_and_not_from_one(
            Signal signal, int patients, int numbers, double gain) {
        double[] sums = new double[2];
        for (long seed = 1; seed <= SEEDS; seed++) {
            TokenSet learn = patients(signal, patients, numbers, 100 * seed);
            TokenSet unseen = patients(signal, 400, numbers, 100 * seed + 1);
            AttentionTrainer trainer = new AttentionTrainer(AttentionPlan.standard(WIDTH, seed));

            double one = auroc(trainer.train(latest(learn), AttentionCourse.UNWATCHED), latest(unseen));
            double shared = auroc(trainer.train(learn, AttentionCourse.UNWATCHED), unseen);
            double apart = auroc(trainer.withEarlierApart().train(learn, AttentionCourse.UNWATCHED), unseen);

            System.out.printf(
                    Locale.ROOT,
                    "%s, %d patients, %d numbers, seed %d: AUROC %.3f of the latest study, %.3f of all through one matrix,"
                            + " %.3f through two%n",
                    signal,
                    patients,
                    numbers,
                    seed,
                    one,
                    shared,
                    apart);
            assertThat(apart).isGreaterThan(one + gain);
            sums[0] += shared;
            sums[1] += apart;
        }
        // with many numbers beside the one, a matrix of its own is what makes earlier studies learnable of few patients
        assertThat(sums[1] / SEEDS).isGreaterThan(sums[0] / SEEDS + (numbers > 10 ? 0.05 : -0.01));
    }
}
