package io.anamnesis.protocol.model;

import java.time.Instant;

/**
 * That a version serves under an alias from then on. Promotions are only ever added: the one of the greatest generation holds.
 *
 * @param alias {@value #CHAMPION} or {@value #CHALLENGER}
 * @param generation from 1, without gaps within the alias
 * @param name of the model
 * @param reason why, in the words of whoever promoted it; 1 to 1,000 characters
 */
public record Promotion(
        String alias, long generation, String name, int version, String promotedBy, Instant promotedAt, String reason) {
    /** The model that scores and fused vectors come from. */
    public static final String CHAMPION = "champion";

    /** The model that is looked at beside it. */
    public static final String CHALLENGER = "challenger";

    /** The most characters of a reason. */
    public static final int MAX_REASON = 1_000;

    /** @throws IllegalArgumentException where a part is outside of its limits */
    public Promotion {
        if (!isAlias(alias) || generation < 1 || reason.isBlank() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("a promotion is of champion or challenger, has a generation from 1 and a"
                    + " reason of 1 to " + MAX_REASON + " characters");
        }
    }

    /** Whether there is such an alias. */
    public static boolean isAlias(String text) {
        return text.equals(CHAMPION) || text.equals(CHALLENGER);
    }
}
