package io.anamnesis.sharding.profile;

/**
 * How many glucose values lie in the consensus ranges, mg/dL (Battelino 2019, Diabetes Care 42:1593, table 1). Those below
 * 54 are also below 70, those above 250 also above 180.
 */
final class GlucoseCounts {
    /** How many numbers {@link #copyTo} writes. */
    static final int COLUMNS = 5;

    long below54;
    long below70;
    long in70To180;
    long above180;
    long above250;

    void add(double mgPerDl) {
        if (mgPerDl < 70) {
            below70++;
            below54 += mgPerDl < 54 ? 1 : 0;
        } else if (mgPerDl <= 180) {
            in70To180++;
        } else {
            above180++;
            above250 += mgPerDl > 250 ? 1 : 0;
        }
    }

    void clear() {
        copyFrom(new long[COLUMNS], 0);
    }

    void copyTo(long[] columns, int at) {
        columns[at] = below54;
        columns[at + 1] = below70;
        columns[at + 2] = in70To180;
        columns[at + 3] = above180;
        columns[at + 4] = above250;
    }

    void copyFrom(long[] columns, int at) {
        below54 = columns[at];
        below70 = columns[at + 1];
        in70To180 = columns[at + 2];
        above180 = columns[at + 3];
        above250 = columns[at + 4];
    }
}
