package io.anamnesis.sharding.profile.glycemic;

import java.util.Locale;

/**
 * The bands of glucose whose share of readings is reported.
 *
 * <p>Units: mg/dL. {@code ABOVE} and {@code BELOW} exclude their limit, {@code IN} includes both. The consensus bands are
 * those of Battelino et al. 2019, Diabetes Care 42, figure 1; 63–140 is the target of pregnancy.
 */
public enum GlucoseBand {
    ABOVE_140(140, Double.POSITIVE_INFINITY),
    ABOVE_180(180, Double.POSITIVE_INFINITY),
    ABOVE_200(200, Double.POSITIVE_INFINITY),
    ABOVE_250(250, Double.POSITIVE_INFINITY),
    BELOW_54(Double.NEGATIVE_INFINITY, 54),
    BELOW_70(Double.NEGATIVE_INFINITY, 70),
    IN_RANGE_63_140(Math.nextDown(63), Math.nextUp(140)),
    IN_RANGE_70_140(Math.nextDown(70), Math.nextUp(140)),
    IN_RANGE_70_180(Math.nextDown(70), Math.nextUp(180));

    private final double moreThan;
    private final double lessThan;

    GlucoseBand(double moreThan, double lessThan) {
        this.moreThan = moreThan;
        this.lessThan = lessThan;
    }

    boolean contains(double mgPerDl) {
        return mgPerDl > moreThan && mgPerDl < lessThan;
    }

    /** Such as {@code percent-in-range-70-180}. */
    String featureName() {
        return "percent-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
