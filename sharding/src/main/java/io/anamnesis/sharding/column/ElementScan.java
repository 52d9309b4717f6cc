package io.anamnesis.sharding.column;

import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/**
 * Answers for all rows of a column at once, in loops over its arrays: what can be read element by element from an
 * {@link ElementMatcher}, in a fraction of the time. Rows that are {@linkplain #others not here} have to be read so.
 */
public final class ElementScan {
    private static final int ROWS_A_CHECK = 1 << 16;

    private final ElementColumn column;
    private final ColumnTest where;
    private final RoaringBitmap others;
    private final Runnable check;

    /**
     * Rows of which it holds.
     *
     * @param certain TRUE; new
     * @param possible TRUE or UNKNOWN; new
     */
    public record Found(RoaringBitmap certain, RoaringBitmap possible) {}

    ElementScan(ElementColumn column, ColumnTest where, RoaringBitmap truncated, Runnable check) {
        this.column = column;
        this.where = where;
        this.others = RoaringBitmap.or(column.stale(), truncated);
        this.check = check;
    }

    /** Rows of which it can't tell: they changed since, or not all of their elements are known. Not to be changed. */
    public RoaringBitmap others() {
        return others;
    }

    /** What is found of one row. */
    private interface RowTest {
        /** A truth of {@link ColumnTest}, of the elements from {@code from} until before {@code end}. */
        int truth(int from, int end);
    }

    /**
     * Rows with so many elements.
     *
     * @param least from 1: a row without elements is not found
     * @param most {@link Integer#MAX_VALUE} where there is no bound
     */
    public Found count(RoaringBitmap among, int least, int most) {
        return each(among, (from, end) -> {
            int sure = 0;
            int maybe = 0;
            for (int i = from; i < end; i++) {
                int truth = where.truth(i);
                sure += truth >> 1;
                maybe += (truth + 1) >> 1;
            }
            if (sure >= least && maybe <= most) {
                return ColumnTest.TRUE;
            }
            return maybe < least || sure > most ? ColumnTest.FALSE : ColumnTest.UNKNOWN;
        });
    }

    /** Rows of whose first or last element the further conditions hold. */
    public Found pick(RoaringBitmap among, boolean last, ElementMatcher.Further further) {
        ColumnTest then = further.test().over(column);
        long[] times = column.times();
        long sign = last ? 1 : -1;
        return each(among, (from, end) -> {
            boolean sure = false;
            long best = Long.MIN_VALUE;
            for (int i = from; i < end; i++) {
                if (where.truth(i) == ColumnTest.TRUE) {
                    sure = true;
                    if (times[i] != ElementColumn.NO_TIME) {
                        best = Math.max(best, times[i] * sign);
                    }
                }
            }
            return agreed(from, end, sure, best, sign, then);
        });
    }

    /** What all that could be the first or the last agree on, with those at its very time as one. */
    private int agreed(int from, int end, boolean sure, long best, long sign, ColumnTest then) {
        long[] times = column.times();
        int none = -1;
        int agreed = sure ? none : ColumnTest.FALSE;
        int atThatTime = ColumnTest.FALSE;
        for (int i = from; i < end; i++) {
            int truth = where.truth(i);
            boolean timed = times[i] != ElementColumn.NO_TIME;
            if (truth == ColumnTest.TRUE && timed) {
                if (times[i] * sign == best) {
                    atThatTime = Math.max(atThatTime, then.truth(i));
                }
            } else if (truth != ColumnTest.FALSE && (!timed || times[i] * sign >= best)) {
                agreed = agree(agreed, then.truth(i));
            }
        }
        if (best != Long.MIN_VALUE) {
            agreed = agree(agreed, atThatTime);
        }
        return agreed == none ? ColumnTest.FALSE : agreed;
    }

    private static int agree(int agreed, int truth) {
        return agreed < 0 || agreed == truth ? truth : ColumnTest.UNKNOWN;
    }

    private Found each(RoaringBitmap among, RowTest test) {
        long[] asked = BitSetUtil.toLongArray(RoaringBitmap.andNot(among, others));
        long[] certain = new long[asked.length];
        long[] possible = new long[asked.length];
        int[] rows = column.rows();
        int[] ends = column.ends();
        int from = 0;
        for (int i = 0; i < column.rowCount(); i++) {
            int row = rows[i];
            int word = row >> 6;
            if (word >= asked.length) {
                break;
            }
            if ((asked[word] & 1L << row) != 0) {
                int truth = test.truth(from, ends[i]);
                certain[word] |= (long) (truth >> 1) << row;
                possible[word] |= (long) ((truth + 1) >> 1) << row;
            }
            from = ends[i];
            if (i % ROWS_A_CHECK == 0) {
                check.run();
            }
        }
        return new Found(BitSetUtil.bitmapOf(certain), BitSetUtil.bitmapOf(possible));
    }
}
