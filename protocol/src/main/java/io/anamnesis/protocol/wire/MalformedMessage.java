package io.anamnesis.protocol.wire;

/** A message that does not have the form it must have: where, and what was expected. Holds no clinical value. */
public final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final boolean ofAnotherType;

    MalformedMessage(String pointer, String detail) {
        this(pointer, detail, false);
    }

    private MalformedMessage(String pointer, String detail, boolean ofAnotherType) {
        super(detail, null, false, false);
        this.pointer = pointer;
        this.ofAnotherType = ofAnotherType;
    }

    static MalformedMessage ofAnotherType(String pointer, String detail) {
        return new MalformedMessage(pointer, detail, true);
    }

    /** Whether a field has another JSON type than it must have: its source may have changed what it sends. */
    public boolean ofAnotherType() {
        return ofAnotherType;
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
