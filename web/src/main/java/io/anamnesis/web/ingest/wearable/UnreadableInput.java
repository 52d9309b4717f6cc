package io.anamnesis.web.ingest.wearable;

/**
 * The input as a whole can't be read, or can't be read any further. Samples handed over before stand: sending the mended
 * input again is safe because a sample's place is (metric, device, time).
 */
public final class UnreadableInput extends RuntimeException {
    private final String code;
    private final String reason;
    private final String location;

    UnreadableInput(String code, String reason, String location) {
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
