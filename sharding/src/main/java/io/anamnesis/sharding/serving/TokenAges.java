package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.port.Occasion;
import java.time.Duration;

/**
 * How old each modality of a patient is beside the patient's newest, in days. Counted from there and not from now, so that what is made
 * of a patient changes with messages alone, and is the same in the patient's actor, in the index and in training.
 */
public final class TokenAges {
    private static final double DAY = Duration.ofDays(1).toMillis();

    private TokenAges() {}

    /**
     * Writes them.
     *
     * @param lastObserved milliseconds since 1970, NaN where the modality is missing or that is not known
     * @param days as many, NaN where {@code lastObserved} is
     */
    public static void write(double[] lastObserved, float[] days) {
        double newest = newest(lastObserved);
        for (int i = 0; i < lastObserved.length; i++) {
            days[i] = (float) ((newest - lastObserved[i]) / DAY);
        }
    }

    /** The greatest of those that are known. */
    private static double newest(double[] lastObserved) {
        double newest = Double.NEGATIVE_INFINITY;
        for (double at : lastObserved) {
            newest = at > newest ? at : newest;
        }
        return newest;
    }

    /**
     * How old an earlier study, or earlier days, of a modality are: no newer than the modality.
     *
     * @param lastObserved as in {@link #write}
     * @return NaN where the modality's age is
     */
    public static float of(Occasion occasion, int modality, double[] lastObserved) {
        double at = Math.min((double) occasion.until().toEpochMilli(), lastObserved[modality]);
        return (float) ((newest(lastObserved) - at) / DAY);
    }
}
