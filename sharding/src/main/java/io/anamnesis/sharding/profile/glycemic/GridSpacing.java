package io.anamnesis.sharding.profile.glycemic;

/**
 * Where the points of a grid lie: every {@code minutes}, shifted so that local midnight is one of them.
 *
 * @param minutes 1 to 45
 * @param phaseMillis the first grid point of a UTC day, in milliseconds since its start; less than one step
 */
record GridSpacing(int minutes, int phaseMillis) {
    static final int GREATEST_STEP_MINUTES = 45;
    /** Readings farther apart than this are not joined. */
    static final int GREATEST_BRIDGE_MINUTES = 45;

    /**
     * The step for readings whose typical distance is known: that distance in whole minutes, brought to one that fills a day
     * a whole number of times. Zero where the readings are too far apart to be joined.
     */
    static int stepMinutes(double typicalMinutes) {
        // rint is half-to-even, as R rounds
        int minutes = (int) Math.max(1, Math.rint(typicalMinutes));
        if (minutes > GREATEST_STEP_MINUTES) {
            return 0;
        }
        if (1440 % minutes == 0) {
            return minutes;
        }
        if (minutes > 20) {
            return 20;
        }
        return minutes % 5 > 2 ? minutes + 5 - minutes % 5 : minutes - minutes % 5;
    }

    static GridSpacing alignedTo(long localMidnightMillis, int minutes) {
        return new GridSpacing(minutes, Math.floorMod(localMidnightMillis, minutes * 60_000));
    }

    int stepMillis() {
        return minutes * 60_000;
    }

    int pointsPerDay() {
        return 1440 / minutes;
    }

    /** How many steps make up the given time, never less than it. */
    int stepsCovering(int timeMinutes) {
        return (timeMinutes + minutes - 1) / minutes;
    }
}
