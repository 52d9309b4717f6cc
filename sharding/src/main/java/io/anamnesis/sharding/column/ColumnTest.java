package io.anamnesis.sharding.column;

import org.jspecify.annotations.Nullable;

/** Conditions on the time and the numbers of a column's elements, without a branch that depends on them: the smallest of Kleene's truths. */
final class ColumnTest {
    static final int FALSE = 0;
    static final int UNKNOWN = 1;
    static final int TRUE = 2;

    private final long @Nullable [] times;
    private final long fromMs;
    private final long untilMs;
    private final double[][] numbers;
    private final double[] least;
    private final double[] most;

    /**
     * Conditions that all have to hold.
     *
     * @param times from {@code fromMs} until before {@code untilMs}; null where any time will do
     * @param numbers from {@code least} to {@code most}, each condition's own; of length 0 where no element has the number
     */
    ColumnTest(long @Nullable [] times, long fromMs, long untilMs, double[][] numbers, double[] least, double[] most) {
        this.times = times;
        this.fromMs = fromMs;
        this.untilMs = untilMs;
        this.numbers = numbers;
        this.least = least;
        this.most = most;
    }

    /** UNKNOWN where the time or a number is absent and the rest holds. */
    int truth(int element) {
        int truth = times == null ? TRUE : inTime(times[element]);
        for (int i = 0; i < numbers.length; i++) {
            truth = Math.min(truth, numbers[i].length == 0 ? UNKNOWN : within(numbers[i][element], least[i], most[i]));
        }
        return truth;
    }

    private int inTime(long atMs) {
        int absent = bit(atMs == ElementColumn.NO_TIME);
        return absent + TRUE * (bit(atMs >= fromMs) & bit(atMs < untilMs) & (1 - absent));
    }

    private static int within(double value, double least, double most) {
        return bit(Double.isNaN(value)) + TRUE * (bit(value >= least) & bit(value <= most));
    }

    private static int bit(boolean set) {
        return set ? 1 : 0;
    }
}
