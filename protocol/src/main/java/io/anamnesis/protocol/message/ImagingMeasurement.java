package io.anamnesis.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * A number that a report states of an image.
 *
 * @param name what was measured, in the source's words, such as {@code Diameter}
 * @param value finite, in the unit
 * @param unit as the source codes it, UCUM as a rule
 * @param code what was measured, where coded
 * @param scheme whose code it is, such as {@code SCT}, where coded
 * @param trackingId of the finding that it belongs to, where given
 * @param trackingUid the same, for machines, where given
 */
public record ImagingMeasurement(
        String name,
        double value,
        String unit,
        @Nullable String code,
        @Nullable String scheme,
        @Nullable String trackingId,
        @Nullable String trackingUid) {
    /** Of each text. */
    public static final int MAX_CHARS = 256;

    /** @throws IllegalArgumentException where the number is not finite */
    public ImagingMeasurement {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a measurement is a finite number");
        }
    }
}
