package io.anamnesis.protocol.query;

/** A text or JSON document that is no criterion: where, and what was expected. */
public final class MalformedCriterion extends Exception {
    private static final long serialVersionUID = 1L;

    private final String where;

    /**
     * @param where a place in the text ({@code line 1, column 8}) or a JSON pointer (RFC 6901)
     * @param detail what was found there and what was expected
     */
    public MalformedCriterion(String where, String detail) {
        super(detail, null, false, false);
        this.where = where;
    }

    /** Where: {@code line 1, column 8}, or a JSON pointer; empty for the whole. */
    public String where() {
        return where;
    }

    /** What was found and what was expected. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Both, for people: {@code line 1, column 8: expected a number}. */
    public String shown() {
        return where.isEmpty() ? detail() : where + ": " + detail();
    }
}
