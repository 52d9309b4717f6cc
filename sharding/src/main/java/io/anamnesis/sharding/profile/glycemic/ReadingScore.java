package io.anamnesis.sharding.profile.glycemic;

/**
 * What one reading weighs in the indices that are means over readings.
 *
 * <p>Every method takes mg/dL, at least {@link GlucoseTrace#LEAST_MG_PER_DL}. {@link StrictMath} throughout: the value must
 * be the same bits on every node, whatever its processor.
 */
final class ReadingScore {
    private ReadingScore() {}

    /**
     * The symmetrised glucose scale, negative towards hypoglycaemia, positive towards hyperglycaemia, without its factor
     * 1.509 (Kovatchev et al. 1997, Diabetes Care 20, equation 1).
     */
    static double symmetrised(double mgPerDl) {
        return StrictMath.pow(StrictMath.log(mgPerDl), 1.084) - 5.381;
    }

    /** Risk 22.77·f(g)², from 0 up (Kovatchev et al. 2006, Diabetes Care 29); 22.77 is 10·1.509² as published, rounded. */
    static double risk(double symmetrised) {
        return 22.77 * symmetrised * symmetrised;
    }

    /**
     * GRADE of one reading, 0 to 50 (Hill et al. 2007, Diabetic Medicine 24, equation 1). At 18 mg/dL and less the formula
     * leaves the reals while growing without bound, so that the published ceiling applies.
     */
    static double grade(double mgPerDl) {
        double inner = StrictMath.log10(mgPerDl / 18);
        if (inner <= 0) {
            return 50;
        }
        double root = StrictMath.log10(inner) + 0.16;
        return Math.min(50, 425 * root * root);
    }

    /** M-value of one reading against the ideal of 90 mg/dL (Schlichtkrull et al. 1965, Acta Med Scand 177). */
    static double mValue(double mgPerDl) {
        double magnitude = Math.abs(StrictMath.log10(mgPerDl / 90));
        return 1000 * magnitude * magnitude * magnitude;
    }

    /** Hyperglycaemia index of one reading: limit 140, exponent 1.1, scale 30 (Rodbard 2009, Diabetes Technol Ther 11). */
    static double hyper(double mgPerDl) {
        return mgPerDl > 140 ? StrictMath.pow(mgPerDl - 140, 1.1) / 30 : 0;
    }

    /** Hypoglycaemia index of one reading: limit 80, exponent 2, scale 30 (Rodbard 2009, Diabetes Technol Ther 11). */
    static double hypo(double mgPerDl) {
        double depth = 80 - mgPerDl;
        return depth > 0 ? depth * depth / 30 : 0;
    }
}
