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

    /** That there is such an element, as {@link #of} reads it. */
    public Criterion criterion() {
        Occurrence occurrence =
                which == Which.ANY ? Occurrence.ANY : new Occurrence.Nth(which == Which.LAST, Conditions.NONE);
        return new Criterion.Has(kind, where, occurrence);
    }

    /**
     * What a criterion such as {@code dx:C50} or {@code first(dx:C50)} speaks of.
     *
     * @throws IllegalArgumentException where it is not of one kind of elements, or says more of the first or last
     */
    public static Moment of(Criterion criterion) {
        if (criterion instanceof Criterion.Has has) {
            if (has.occurrence() instanceof Occurrence.Any) {
                return new Moment(has.kind(), has.where(), Which.ANY);
            }
            if (has.occurrence() instanceof Occurrence.Nth nth && nth.then().isEmpty()) {
                return new Moment(has.kind(), has.where(), nth.last() ? Which.LAST : Which.FIRST);
            }
        }
        throw new IllegalArgumentException(
                "a time is that of one element, such as dx:C50, first(dx:C50) or last(drug:L01)");
    }
}
