package io.anamnesis.sharding.profile.glycemic;

import java.util.List;

/**
 * Every total over a set of readings that doesn't depend on their order.
 *
 * <p>The sums of a day are taken in time order, the sums of a trace in day order: a total is then a function of the set of
 * readings, bit for bit, however they arrived. Nothing is ever subtracted, so that nothing drifts.
 */
final class ReadingSums {
    private static final List<GlucoseBand> BANDS = List.of(GlucoseBand.values());

    int count;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    double mean = Double.NaN;
    /** The sum of squared distances from the mean. */
    double squares;

    double lowRisk;
    double highRisk;
    double grade;
    double gradeInTarget;
    double gradeHyper;
    double gradeHypo;
    double mValue;
    double hyper;
    double hypo;
    final int[] inBand = new int[BANDS.size()];

    private ReadingSums() {}

    /** The sums of one day; O(count). */
    static ReadingSums ofDay(double[] mgPerDl, int count) {
        ReadingSums sums = new ReadingSums();
        double origin = mgPerDl[0];
        double distance = 0;
        for (int i = 0; i < count; i++) {
            sums.addScores(mgPerDl[i]);
            distance += mgPerDl[i] - origin;
        }
        sums.count = count;
        // measured from the first reading, equal readings have exactly their own value as mean and no variance
        sums.mean = origin + distance / count;
        for (int i = 0; i < count; i++) {
            double off = mgPerDl[i] - sums.mean;
            sums.squares += off * off;
        }
        return sums;
    }

    /**
     * The sums of all days, given in day order; O(days). Means and squares combine by Chan, Golub and LeVeque 1983,
     * The American Statistician 37, equation 1.5b, generalised to many parts.
     */
    static ReadingSums ofTrace(List<ReadingSums> days) {
        ReadingSums total = new ReadingSums();
        for (ReadingSums day : days) {
            total.addTotals(day);
        }
        if (total.count == 0) {
            return total;
        }
        double origin = days.get(0).mean;
        double distance = 0;
        for (ReadingSums day : days) {
            distance += day.count * (day.mean - origin);
        }
        total.mean = origin + distance / total.count;
        for (ReadingSums day : days) {
            double off = day.mean - total.mean;
            total.squares += day.squares + day.count * off * off;
        }
        return total;
    }

    private void addScores(double mgPerDl) {
        least = Math.min(least, mgPerDl);
        greatest = Math.max(greatest, mgPerDl);
        ReadingScore score = ReadingScore.of(mgPerDl);
        lowRisk += score.lowRisk();
        highRisk += score.highRisk();
        addGrade(mgPerDl, score.grade());
        mValue += score.mValue();
        hyper += score.hyper();
        hypo += score.hypo();
        for (int band = 0; band < inBand.length; band++) {
            inBand[band] += BANDS.get(band).contains(mgPerDl) ? 1 : 0;
        }
    }

    /** The reference lets 70 to 80 mg/dL count both as in target and as low, so that the shares may exceed 100 % together. */
    private void addGrade(double mgPerDl, double score) {
        grade += score;
        if (mgPerDl >= 70 && mgPerDl <= 140) {
            gradeInTarget += score;
        }
        if (mgPerDl > 140) {
            gradeHyper += score;
        }
        if (mgPerDl < 80) {
            gradeHypo += score;
        }
    }

    private void addTotals(ReadingSums day) {
        count += day.count;
        least = Math.min(least, day.least);
        greatest = Math.max(greatest, day.greatest);
        lowRisk += day.lowRisk;
        highRisk += day.highRisk;
        grade += day.grade;
        gradeInTarget += day.gradeInTarget;
        gradeHyper += day.gradeHyper;
        gradeHypo += day.gradeHypo;
        mValue += day.mValue;
        hyper += day.hyper;
        hypo += day.hypo;
        for (int band = 0; band < inBand.length; band++) {
            inBand[band] += day.inBand[band];
        }
    }

    /** Standard deviation with n − 1; NaN for fewer than two readings. */
    double deviation() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    }

    /** 0 to 100; NaN where there are no readings. */
    double percentIn(GlucoseBand band) {
        return 100.0 * inBand[BANDS.indexOf(band)] / count;
    }
}
