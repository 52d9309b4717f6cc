package io.anamnesis.sharding.profile;

/** The consensus ranges of glucose in mg/dL (Battelino 2019, Diabetes Care 42:1593, table 1); they overlap. */
enum GlucoseRange {
    BELOW_54,
    BELOW_70,
    IN_70_TO_180,
    ABOVE_180,
    ABOVE_250;

    static void count(double mgPerDl, long[] counts) {
        if (mgPerDl < 70) {
            counts[BELOW_70.ordinal()]++;
            if (mgPerDl < 54) {
                counts[BELOW_54.ordinal()]++;
            }
        } else if (mgPerDl <= 180) {
            counts[IN_70_TO_180.ordinal()]++;
        } else {
            counts[ABOVE_180.ordinal()]++;
            if (mgPerDl > 250) {
                counts[ABOVE_250.ordinal()]++;
            }
        }
    }
}
