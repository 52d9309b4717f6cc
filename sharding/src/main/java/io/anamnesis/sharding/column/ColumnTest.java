package io.anamnesis.sharding.column;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Conditions on the time and the numbers of a column's elements, which all have to hold: the smallest of Kleene's truths. */
final class ColumnTest {
    static final int FALSE = 0;
    static final int UNKNOWN = 1;
    static final int TRUE = 2;

    private static final RangeKernel KERNEL = RangeKernel.fastest();

    private final ElementColumn column;
    private final long @Nullable [] times;
    private final long fromMs;
    private final long untilMs;
    private final int[] names;
    private final double[][] numbers;
    private final double[] least;
    private final double[] most;

    /**
     * The time from {@code fromMs} until before {@code untilMs}, each number from {@code least} to {@code most}, each condition's own.
     *
     * @param timed whether it looks at the time
     * @param names of the numbers; one that the column does not have is UNKNOWN
     */
    ColumnTest(
            ElementColumn column,
            boolean timed,
            long fromMs,
            long untilMs,
            int[] names,
            double[] least,
            double[] most) {
        this.column = column;
        this.times = timed ? column.times() : null;
        this.fromMs = fromMs;
        this.untilMs = untilMs;
        this.names = names;
        this.numbers = new double[names.length][];
        for (int i = 0; i < names.length; i++) {
            double[] named = column.numbers(names[i]);
            numbers[i] = named == null ? new double[0] : named;
        }
        this.least = least;
        this.most = most;
    }

    /**
     * Of all elements, a bit each.
     *
     * @param certain TRUE
     * @param possible TRUE or UNKNOWN; the same array where none is UNKNOWN
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Truths(long[] certain, long[] possible) {
        /** FALSE, UNKNOWN or TRUE. */
        int of(int element) {
            int word = element / Long.SIZE;
            return (int) ((certain[word] >>> element & 1) + (possible[word] >>> element & 1));
        }
    }

    /** Looks at all elements. One is UNKNOWN where its time or a number is absent and the rest holds. */
    Truths all() {
        int words = column.words();
        long[] certain = new long[words];
        Arrays.fill(certain, -1);
        if (words > 0 && column.size() % Long.SIZE > 0) {
            certain[words - 1] = (1L << column.size()) - 1;
        }
        long[] possible = certain;
        long[] within = new long[words];
        if (times != null) {
            KERNEL.within(times, fromMs, untilMs, within);
            possible = and(certain, possible, within, column.untimed());
        }
        for (int i = 0; i < names.length; i++) {
            if (numbers[i].length == 0) {
                possible = possible == certain ? certain.clone() : possible;
                Arrays.fill(certain, 0);
            } else {
                KERNEL.within(numbers[i], least[i], most[i], within, 0);
                possible = and(certain, possible, within, column.unnumbered(names[i]));
            }
        }
        return new Truths(certain, possible);
    }

    /**
     * One more condition.
     *
     * @param absent where it is UNKNOWN; null for nowhere
     * @return what is possible now
     */
    private static long[] and(long[] certain, long[] possible, long[] within, long @Nullable [] absent) {
        long[] left = absent != null && possible == certain ? certain.clone() : possible;
        for (int word = 0; word < certain.length; word++) {
            long unknown = absent == null ? 0 : absent[word];
            if (left != certain) {
                left[word] &= within[word] | unknown;
            }
            certain[word] &= within[word] & ~unknown;
        }
        return left;
    }
}
