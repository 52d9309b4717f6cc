package io.anamnesis.web.ingest.reading;

/**
 * The input as a whole can't be read, or can't be read any further. What was handed over before stands: sending the mended
 * input again is safe, because the same content gives the same messages.
 */
public final class UnreadableInput extends RuntimeException {
    private final String code;
    private final String reason;
    private final String location;

    /**
     * @param code permanent, kebab-case
     * @param reason for people; holds no clinical value and no name
     * @param location such as {@code input}, {@code line 12}, {@code entry 3}
     */
    public UnreadableInput(String code, String reason, String location) {
        super(code + " at " + location + ": " + reason);
        this.code = code;
        this.reason = reason;
        this.location = location;
    }

    /** Permanent, kebab-case. */
    public String code() {
        return code;
    }

    /** For people; holds no clinical value and no name. */
    public String reason() {
        return reason;
    }

    /** Such as {@code input}, {@code line 12}, {@code entry 3}. */
    public String location() {
        return location;
    }
}
