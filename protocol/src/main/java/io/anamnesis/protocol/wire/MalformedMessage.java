package io.anamnesis.protocol.wire;

/** A message that does not have the form it must have: where, and what was expected. Holds no clinical value. */
public final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    MalformedMessage(String pointer, String detail) {
        super(detail, null, false, false);
        this.pointer = pointer;
    }

    /** JSON pointer (RFC 6901) of the offending field; empty for the whole document. */
    public String pointer() {
        return pointer;
    }

    /** What was wrong and what was expected. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
