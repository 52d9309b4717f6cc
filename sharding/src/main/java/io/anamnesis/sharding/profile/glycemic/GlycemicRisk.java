package io.anamnesis.sharding.profile.glycemic;

import java.util.List;

/**
 * Risk scores that are means over readings. NaN where there is no reading.
 *
 * @param low LBGI, 0 and up (Kovatchev et al. 2006, Diabetes Care 29)
 * @param high HBGI, 0 and up, same source
 * @param averageDailyRange ADRR: a day's greatest high risk plus its greatest low risk, averaged over the local days that
 *     have readings, same source
 * @param grade 0 to 50 (Hill et al. 2007, Diabetic Medicine 24)
 * @param gradeInTargetPercent the share of grade that readings of 70 to 140 mg/dL cause
 * @param gradeHyperPercent the share of readings above 140 mg/dL
 * @param gradeHypoPercent the share of readings below 80 mg/dL; overlaps with the target
 * @param mValue against 90 mg/dL, 0 and up (Schlichtkrull et al. 1965, Acta Med Scand 177)
 * @param hyperIndex 0 and up (Rodbard 2009, Diabetes Technol Ther 11)
 * @param hypoIndex 0 and up, same source
 */
public record GlycemicRisk(
        double low,
        double high,
        double averageDailyRange,
        double grade,
        double gradeInTargetPercent,
        double gradeHyperPercent,
        double gradeHypoPercent,
        double mValue,
        double hyperIndex,
        double hypoIndex) {

    static GlycemicRisk of(ReadingSums sums, double averageDailyRange) {
        double count = sums.count;
        return new GlycemicRisk(
                sums.lowRisk / count,
                sums.highRisk / count,
                averageDailyRange,
                sums.grade / count,
                100 * sums.gradeInTarget / sums.grade,
                100 * sums.gradeHyper / sums.grade,
                100 * sums.gradeHypo / sums.grade,
                sums.mValue / count,
                sums.hyper / count,
                sums.hypo / count);
    }

    /** Index of glycaemic control, 0 and up (Rodbard 2009). */
    public double controlIndex() {
        return hyperIndex + hypoIndex;
    }

    /** The sum of one day's two greatest risks, for readings of which only the extremes are known. */
    static double dailyRange(double least, double greatest) {
        return ReadingScore.of(least).lowRisk() + ReadingScore.of(greatest).highRisk();
    }

    static double mean(List<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.size();
    }
}
