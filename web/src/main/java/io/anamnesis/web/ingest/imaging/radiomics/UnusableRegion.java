package io.anamnesis.web.ingest.imaging.radiomics;

/** A region of which nothing can be computed, and why; holds no value of the image. */
public final class UnusableRegion extends RuntimeException {
    private final String code;

    UnusableRegion(String code, String reason) {
        super(reason);
        this.code = code;
    }

    /** Permanent, kebab-case. */
    public String code() {
        return code;
    }
}
