package io.anamnesis.web.ingest;

import java.util.Map;

/** Codes of PS3.18 annex I for what our codes say: tables I.2-1 (warnings) and I.2-2 (failures). */
final class FailureReasons {
    /** Some of the object could not be kept. */
    static final int ELEMENTS_DISCARDED = 0xB006;

    /** A general failure: what is wrong with neither the object nor the room for it. */
    static final int PROCESSING_FAILURE = 0x0110;

    private static final int OUT_OF_RESOURCES = 0xA700;
    private static final int NOT_OF_ITS_CLASS = 0xA900;
    private static final int CANNOT_UNDERSTAND = 0xC000;
    private static final int CLASS_NOT_SUPPORTED = 0x0122;

    /** What readers of objects never say, and what says more than that the object could not be understood. */
    private static final Map<String, Integer> BY_CODE = Map.ofEntries(
            Map.entry("dicom-directory", CLASS_NOT_SUPPORTED),
            Map.entry("missing-identifier", NOT_OF_ITS_CLASS),
            Map.entry("limit-reached", OUT_OF_RESOURCES),
            Map.entry("too-large", OUT_OF_RESOURCES),
            Map.entry("internal-error", PROCESSING_FAILURE),
            Map.entry("malformed-message", PROCESSING_FAILURE),
            Map.entry("message-id-reused", PROCESSING_FAILURE),
            Map.entry("implausible-time", PROCESSING_FAILURE),
            Map.entry("implausible-value", PROCESSING_FAILURE),
            Map.entry("quarantined", PROCESSING_FAILURE),
            Map.entry("dropped", PROCESSING_FAILURE),
            Map.entry("expectation-unmet", PROCESSING_FAILURE),
            Map.entry("patient-required", PROCESSING_FAILURE),
            Map.entry("another-subject", PROCESSING_FAILURE),
            Map.entry("bad-patient-id", PROCESSING_FAILURE),
            Map.entry("unknown-identity", PROCESSING_FAILURE));

    private FailureReasons() {}

    /** @param retryable whether it may go well another time: then there was no room for it now */
    static int of(String code, boolean retryable) {
        return BY_CODE.getOrDefault(code, retryable ? OUT_OF_RESOURCES : CANNOT_UNDERSTAND);
    }
}
