package io.anamnesis.web.ingest.imaging.pixel;

/** Pixel data that give no samples, and why. */
public final class UnusablePixels extends RuntimeException {
    private final String code;

    UnusablePixels(String code, String reason) {
        super(reason);
        this.code = code;
    }

    /** Permanent, kebab-case: such as {@code transfer-syntax-not-decoded}. */
    public String code() {
        return code;
    }
}
