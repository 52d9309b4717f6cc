package io.anamnesis.protocol.query;

/**
 * How much of the cluster an answer saw.
 *
 * @param slices index slices that answered, with every change that was acknowledged before the query began
 * @param of all slices
 * @param patients in the slices that answered
 */
public record Coverage(int slices, int of, long patients) {
    public Coverage {
        if (slices < 0 || of < 1 || slices > of) {
            throw new IllegalArgumentException(slices + " of " + of + " slices");
        }
    }

    /** 0 to 1; 1 where nothing is missing. */
    public double share() {
        return (double) slices / of;
    }

    /** Whether nothing is missing. */
    public boolean whole() {
        return slices == of;
    }
}
