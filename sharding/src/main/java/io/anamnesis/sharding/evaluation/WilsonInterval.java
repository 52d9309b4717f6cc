package io.anamnesis.sharding.evaluation;

/**
 * The score interval of a share (Wilson 1927, J Am Stat Assoc 22; formula 4 of Brown, Cai and DasGupta 2001, Stat Sci 16): all shares that a
 * test at the level would not reject. Within 0 to 1, and of some width also where nobody or everybody had the event.
 */
public record WilsonInterval(double low, double high) {
    /** The level of all intervals. */
    public static final double LEVEL = 0.95;

    /** The quantile of the standard normal at (1 + level) / 2. */
    private static final double Z = 1.959963984540054;

    /**
     * At {@link #LEVEL}.
     *
     * @param share 0 to 1; ignored of no patients
     * @param patients 0 or more; need not be whole, where some of them tell less than a whole one
     */
    public static WilsonInterval of(double share, double patients) {
        if (!(patients > 0)) {
            return new WilsonInterval(0, 1);
        }
        double square = Z * Z;
        double centre = (share * patients + square / 2) / (patients + square);
        double half = Z
                * Math.sqrt(patients)
                / (patients + square)
                * Math.sqrt(share * (1 - share) + square / (4 * patients));
        return new WilsonInterval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
