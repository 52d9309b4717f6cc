package io.anamnesis.sharding.profile.glycemic;

/**
 * What one reading weighs in the indices that are means over readings.
 *
 * <p>{@link StrictMath} throughout: a value must be the same bits on every node, whatever its processor. Its functions are
 * slow, and sensors report whole mg/dL, so that those are looked up: the same bits again.
 *
 * @param symmetrised the glucose scale that is negative towards hypoglycaemia and positive towards hyperglycaemia, without its
 *     factor 1.509 (Kovatchev et al. 1997, Diabetes Care 20, equation 1)
 * @param grade 0 to 50 (Hill et al. 2007, Diabetic Medicine 24, equation 1)
 * @param mValue against the ideal of 90 mg/dL, 0 and up (Schlichtkrull et al. 1965, Acta Med Scand 177)
 * @param hyper hyperglycaemia index: limit 140, exponent 1.1, scale 30 (Rodbard 2009, Diabetes Technol Ther 11)
 * @param hypo hypoglycaemia index: limit 80, exponent 2, scale 30, same source
 */
record ReadingScore(double symmetrised, double grade, double mValue, double hyper, double hypo) {
    private static final int GREATEST_LOOKED_UP = 600;
    private static final ReadingScore[] WHOLE = new ReadingScore[GREATEST_LOOKED_UP + 1];

    static {
        for (int mgPerDl = 1; mgPerDl <= GREATEST_LOOKED_UP; mgPerDl++) {
            WHOLE[mgPerDl] = computed(mgPerDl);
        }
    }

    /** The scores of a reading within the bounds of {@link GlucoseTrace}. */
    static ReadingScore of(double mgPerDl) {
        int whole = (int) mgPerDl;
        return whole == mgPerDl && whole <= GREATEST_LOOKED_UP ? WHOLE[whole] : computed(mgPerDl);
    }

    static ReadingScore computed(double mgPerDl) {
        double symmetrised = StrictMath.pow(StrictMath.log(mgPerDl), 1.084) - 5.381;
        double magnitude = Math.abs(StrictMath.log10(mgPerDl / 90));
        double depth = Math.max(0, 80 - mgPerDl);
        return new ReadingScore(
                symmetrised,
                grade(mgPerDl),
                1000 * magnitude * magnitude * magnitude,
                mgPerDl > 140 ? StrictMath.pow(mgPerDl - 140, 1.1) / 30 : 0,
                depth * depth / 30);
    }

    /** At 18 mg/dL and less the formula leaves the reals while growing without bound: the published ceiling applies. */
    private static double grade(double mgPerDl) {
        double inner = StrictMath.log10(mgPerDl / 18);
        if (inner <= 0) {
            return 50;
        }
        double root = StrictMath.log10(inner) + 0.16;
        return Math.min(50, 425 * root * root);
    }

    /** 22.77·f(g)² below the scale's zero, else 0 (Kovatchev et al. 2006, Diabetes Care 29); 22.77 is 10·1.509², rounded. */
    double lowRisk() {
        return symmetrised < 0 ? 22.77 * symmetrised * symmetrised : 0;
    }

    /** The same above the scale's zero. */
    double highRisk() {
        return symmetrised > 0 ? 22.77 * symmetrised * symmetrised : 0;
    }
}
