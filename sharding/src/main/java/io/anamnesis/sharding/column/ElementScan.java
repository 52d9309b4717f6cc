package io.anamnesis.sharding.column;

import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/**
 * Answers for all rows of a column at once, in loops over its arrays: what can be read element by element from an
 * {@link ElementMatcher}, in a fraction of the time. Rows that are {@linkplain #others not here} have to be read so.
 */
public final class ElementScan {
    private static final int ROWS_A_CHECK = 1 << 16;
    private static final int WORDS_A_CHECK = 1 << 12;

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
        long[] asked = asked(among);
        ColumnTest.Truths truths = where.all();
        if (least == 1 && most == Integer.MAX_VALUE) {
            return some(asked, truths);
        }
        long[] certain = truths.certain();
        long[] possible = truths.possible();
        Tally tally = new Tally(asked.length, least, most);
        int[] rows = column.elementRows();
        for (int word = 0; word < possible.length; word++) {
            for (long bits = possible[word]; bits != 0; bits &= bits - 1) {
                int element = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                tally.add(rows[element], (int) (certain[word] >>> element) & 1);
            }
            if (word % WORDS_A_CHECK == 0) {
                check.run();
            }
        }
        return tally.found(asked);
    }

    /** Rows with any: nothing is to be counted. */
    private Found some(long[] asked, ColumnTest.Truths truths) {
        long[] sure = truths.certain();
        long[] certain = new long[asked.length];
        long[] possible = new long[asked.length];
        int[] rows = column.elementRows();
        long end = (long) asked.length * Long.SIZE;
        for (int word = 0; word < sure.length; word++) {
            for (long bits = truths.possible()[word]; bits != 0; bits &= bits - 1) {
                int element = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                int row = rows[element];
                if (row >= end) {
                    break;
                }
                possible[row >> 6] |= 1L << row;
                certain[row >> 6] |= (sure[word] >>> element & 1) << row;
            }
            if (word % WORDS_A_CHECK == 0) {
                check.run();
            }
        }
        return found(certain, possible, asked);
    }

    /** Of those rows; changes the words. */
    private static Found found(long[] certain, long[] possible, long[] asked) {
        for (int word = 0; word < asked.length; word++) {
            certain[word] &= asked[word];
            possible[word] &= asked[word];
        }
        return new Found(BitSetUtil.bitmapOf(certain), BitSetUtil.bitmapOf(possible));
    }

    /** Counts the elements of one row after the other. */
    private static final class Tally {
        private final long[] certain;
        private final long[] possible;
        private final int least;
        private final int most;
        private int row = -1;
        private int sure;
        private int maybe;

        Tally(int words, int least, int most) {
            this.certain = new long[words];
            this.possible = new long[words];
            this.least = least;
            this.most = most;
        }

        /** An element of the same row as the last, or of a greater one. */
        void add(int its, int isSure) {
            if (its != row) {
                end();
                row = its;
                sure = 0;
                maybe = 0;
            }
            sure += isSure;
            maybe++;
        }

        private void end() {
            int word = row >> 6;
            if (row >= 0 && word < possible.length && maybe >= least && sure <= most) {
                possible[word] |= 1L << row;
                if (sure >= least && maybe <= most) {
                    certain[word] |= 1L << row;
                }
            }
        }

        /** Of those rows. */
        Found found(long[] asked) {
            end();
            return ElementScan.found(certain, possible, asked);
        }
    }

    /** How two times stand to each other, in milliseconds since 1970. */
    @FunctionalInterface
    public interface Relation {
        boolean holds(long atMs, long otherMs);
    }

    /** Rows with an element here and one there whose times stand so to each other. Rows that either can't tell of are not found. */
    public Found pairs(RoaringBitmap among, ElementScan there, Relation relation) {
        long[] asked = asked(RoaringBitmap.andNot(among, there.others));
        long[] certain = new long[asked.length];
        long[] possible = new long[asked.length];
        Pairs pairs = new Pairs(this, there, relation);
        ElementColumn other = there.column;
        for (int word = 0; word < asked.length; word++) {
            for (long bits = asked[word]; bits != 0; bits &= bits - 1) {
                int row = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                int i = column.place(row);
                int j = other.place(row);
                if (i >= 0 && j >= 0) {
                    int truth = pairs.truth(column.from(i), column.ends()[i], other.from(j), other.ends()[j]);
                    certain[word] |= (long) (truth >> 1) << row;
                    possible[word] |= (long) ((truth + 1) >> 1) << row;
                }
            }
            if (word % WORDS_A_CHECK == 0) {
                check.run();
            }
        }
        return new Found(BitSetUtil.bitmapOf(certain), BitSetUtil.bitmapOf(possible));
    }

    /** Whether some element of the one range and some of the other stand so to each other. */
    private static final class Pairs {
        private final ColumnTest.Truths here;
        private final ColumnTest.Truths there;
        private final long[] times;
        private final long[] otherTimes;
        private final Relation relation;

        Pairs(ElementScan here, ElementScan there, Relation relation) {
            this.here = here.where.all();
            this.there = there.where.all();
            this.times = here.column.times();
            this.otherTimes = there.column.times();
            this.relation = relation;
        }

        int truth(int from, int end, int otherFrom, int otherEnd) {
            int truth = ColumnTest.FALSE;
            for (int i = from; i < end && truth != ColumnTest.TRUE; i++) {
                int one = here.of(i);
                for (int j = otherFrom; j < otherEnd && one > truth; j++) {
                    truth = Math.max(truth, Math.min(Math.min(one, there.of(j)), related(times[i], otherTimes[j])));
                }
            }
            return truth;
        }

        private int related(long atMs, long otherMs) {
            if (atMs == ElementColumn.NO_TIME || otherMs == ElementColumn.NO_TIME) {
                return ColumnTest.UNKNOWN;
            }
            return relation.holds(atMs, otherMs) ? ColumnTest.TRUE : ColumnTest.FALSE;
        }
    }

    /** Rows of whose first or last element the further conditions hold. */
    public Found pick(RoaringBitmap among, boolean last, ElementMatcher.Further further) {
        ColumnTest.Truths truths = where.all();
        ColumnTest.Truths then = further.test().over(column).all();
        long[] times = column.times();
        long sign = last ? 1 : -1;
        return each(among, (from, end) -> {
            boolean sure = false;
            long best = Long.MIN_VALUE;
            for (int i = from; i < end; i++) {
                if (truths.of(i) == ColumnTest.TRUE) {
                    sure = true;
                    if (times[i] != ElementColumn.NO_TIME) {
                        best = Math.max(best, times[i] * sign);
                    }
                }
            }
            return agreed(from, end, sure, best, sign, truths, then);
        });
    }

    /** What all that could be the first or the last agree on, with those at its very time as one. */
    private int agreed(
            int from, int end, boolean sure, long best, long sign, ColumnTest.Truths truths, ColumnTest.Truths then) {
        long[] times = column.times();
        int none = -1;
        int agreed = sure ? none : ColumnTest.FALSE;
        int atThatTime = ColumnTest.FALSE;
        for (int i = from; i < end; i++) {
            int truth = truths.of(i);
            boolean timed = times[i] != ElementColumn.NO_TIME;
            if (truth == ColumnTest.TRUE && timed) {
                if (times[i] * sign == best) {
                    atThatTime = Math.max(atThatTime, then.of(i));
                }
            } else if (truth != ColumnTest.FALSE && (!timed || times[i] * sign >= best)) {
                agreed = agree(agreed, then.of(i));
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

    private long[] asked(RoaringBitmap among) {
        return BitSetUtil.toLongArray(RoaringBitmap.andNot(among, others));
    }

    private Found each(RoaringBitmap among, RowTest test) {
        long[] asked = asked(among);
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
