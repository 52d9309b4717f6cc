package io.anamnesis.sharding.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.sharding.fusion.ModalityBlock;
import io.anamnesis.sharding.training.ClassLabels;
import io.anamnesis.sharding.training.Labels;
import io.anamnesis.sharding.training.SurvivalLabels;
import io.anamnesis.sharding.training.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TellTalesTest {
    private static final List<ModalityBlock> BLOCKS =
            List.of(new ModalityBlock("a", List.of("count", "few", "noise")), new ModalityBlock("b", List.of("less")));

    /** The count rises with the truth, "less" falls with it, "few" is the truth itself and known of ten patients. */
    private static List<float[] @Nullable []> patients(double[] truth) {
        Random random = new Random(3);
        List<float[] @Nullable []> patients = new ArrayList<>();
        for (int i = 0; i < truth.length; i++) {
            float few = i < 10 ? (float) truth[i] : Float.NaN;
            patients.add(new float[][] {
                {(float) truth[i] + 0.1f * random.nextFloat(), few, random.nextFloat()},
                i % 3 == 0 ? null : new float[] {(float) -truth[i]}
            });
        }
        return patients;
    }

    private static String told(double[] truth, Labels labels) {
        return TellTales.of(new TrainingSet(BLOCKS, patients(truth), labels));
    }

    @Test
    void numbers_that_tell_a_label_alone_are_named_in_either_direction() {
        double[] truth = new double[60];
        int[] classes = new int[60];
        for (int i = 0; i < 60; i++) {
            classes[i] = i % 2;
            truth[i] = classes[i];
        }

        assertThat(told(truth, new ClassLabels(classes, List.of("no", "yes"))))
                .isEqualTo(
                        "; too good to be true: count (1.0000), less (1.0000) each all but tell it alone, exclude what the label"
                                + " is made of");
    }

    @Test
    void so_are_those_that_tell_how_soon_an_event_comes() {
        double[] times = new double[60];
        boolean[] events = new boolean[60];
        for (int i = 0; i < 60; i++) {
            times[i] = 1 + 7 * i % 59;
            events[i] = i % 4 > 0;
        }

        assertThat(told(times, new SurvivalLabels(times, events))).contains("count (", "less (1.0000)");
    }

    @Test
    void what_tells_no_more_than_a_little_is_not() {
        Random random = new Random(5);
        double[] truth = random.doubles(60).toArray();
        int[] classes = random.ints(60, 0, 2).toArray();

        assertThat(told(truth, new ClassLabels(classes, List.of("no", "yes")))).isEmpty();
    }
}
