package io.anamnesis.protocol.query;

/**
 * When something was: an element of a kind under conditions.
 *
 * @param kind an element's kind, such as {@code medication}
 * @param which of several such elements
 */
public record Moment(String kind, Conditions where, Which which) {
    /** Which of several. */
    public enum Which {
        ANY,
        FIRST,
        LAST
    }

    /** @throws IllegalArgumentException where there is no such kind, or it has no such terms or numbers */
    public Moment {
        where.checkAgainst(kind);
    }
}
