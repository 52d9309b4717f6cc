package io.anamnesis.sharding.profile.glycemic;

/**
 * The glycaemic excursions between turning points: rises, or falls, of at least one standard deviation.
 *
 * <p>The counting rule of Service et al. 1970, Diabetes 19, as Fernandes et al. 2022 compute it: an excursion runs on past
 * lesser countermovements to the farthest turning point before a countermovement of more than one standard deviation.
 */
final class Excursions {
    private static final int NONE = -1;

    private double sum;
    private int count;
    private int firstFrom = NONE;
    private int firstTo = NONE;

    private Excursions() {}

    /**
     * Rises from nadir to peak; O(turning points).
     *
     * @param deviation more than zero
     */
    static Excursions rises(double[] turning, double deviation) {
        Excursions rises = new Excursions();
        int nadir = 0;
        int at = 0;
        while (at < turning.length) {
            nadir = turning[at] < turning[nadir] ? at : nadir;
            if (turning[at] - turning[nadir] < deviation) {
                at++;
                continue;
            }
            int peak = at;
            int next = at;
            while (true) {
                peak = turning[next] > turning[peak] ? next : peak;
                if (turning[next] - turning[peak] < -deviation || next == turning.length - 1) {
                    break;
                }
                next++;
            }
            rises.add(nadir, peak, turning[peak] - turning[nadir]);
            nadir = next;
            at = next;
        }
        return rises;
    }

    /**
     * Falls from peak to nadir; O(turning points). Unlike a rise, the next fall may begin anywhere after the last one's nadir.
     *
     * @param deviation more than zero
     */
    static Excursions falls(double[] turning, double deviation) {
        Excursions falls = new Excursions();
        int peak = 0;
        int at = 0;
        while (at < turning.length) {
            peak = turning[at] > turning[peak] ? at : peak;
            if (turning[at] - turning[peak] > -deviation) {
                at++;
                continue;
            }
            int nadir = at;
            int next = at;
            while (true) {
                nadir = turning[next] < turning[nadir] ? next : nadir;
                if (turning[next] - turning[nadir] > deviation || next == turning.length - 1) {
                    break;
                }
                next++;
            }
            falls.add(peak, nadir, turning[peak] - turning[nadir]);
            peak = highest(turning, nadir, next);
            at = next;
        }
        return falls;
    }

    private void add(int from, int to, double height) {
        if (count == 0) {
            firstFrom = from;
            firstTo = to;
        }
        sum += height;
        count++;
    }

    private static int highest(double[] turning, int from, int to) {
        int highest = from;
        for (int i = from + 1; i <= to; i++) {
            highest = turning[i] > turning[highest] ? i : highest;
        }
        return highest;
    }

    boolean none() {
        return count == 0;
    }

    /** mg/dL; NaN where there is none. */
    double meanHeight() {
        return sum / count;
    }

    /** Whether the first of these ends before, or where, the first of the others begins. */
    boolean precede(Excursions others) {
        return count > 0 && (others.count == 0 || firstTo <= others.firstFrom);
    }
}
