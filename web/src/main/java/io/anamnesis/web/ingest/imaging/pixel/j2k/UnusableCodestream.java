package io.anamnesis.web.ingest.imaging.pixel.j2k;

import org.jspecify.annotations.Nullable;

/** A codestream that gives no samples, and why. */
public final class UnusableCodestream extends RuntimeException {
    private final String code;

    private UnusableCodestream(String code, String reason, @Nullable Throwable cause) {
        super(reason, cause);
        this.code = code;
    }

    static UnusableCodestream malformed(String reason) {
        return new UnusableCodestream("malformed-pixels", reason, null);
    }

    static UnusableCodestream truncated(String reason) {
        return new UnusableCodestream("truncated-pixels", reason, null);
    }

    static UnusableCodestream tooLarge(String what, long limit, long asked) {
        return new UnusableCodestream(
                "pixels-too-large", "the limit is " + limit + " " + what + ", here are " + asked, null);
    }

    /** Right by the standard, or by another part of it, but not for this decoder. */
    static UnusableCodestream notDecoded(String code, String reason) {
        return new UnusableCodestream(code, reason, null);
    }

    /** The same, where it happened. */
    UnusableCodestream in(String place) {
        return new UnusableCodestream(code, place + ": " + getMessage(), this);
    }

    /** Permanent, kebab-case: such as {@code truncated-pixels}. */
    public String code() {
        return code;
    }
}
