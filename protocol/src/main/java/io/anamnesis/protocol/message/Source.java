package io.anamnesis.protocol.message;

import org.jspecify.annotations.Nullable;

/**
 * Where a message comes from.
 *
 * @param system the sending system, such as {@code dexcom-clarity} or a FHIR server's name; 1 to 128 characters
 * @param device the device within it (serial number, model), or null where the source does not say; at most 128 characters
 */
public record Source(String system, @Nullable String device) {
    /** The longest name that is taken. */
    public static final int MAX_LENGTH = 128;

    public Source {
        if (system.isBlank() || system.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a source system has 1 to 128 characters");
        }
        if (device != null && device.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a source device has at most 128 characters");
        }
    }

    /** The device, or the empty text where the source does not say: the form in which it is part of a sample's key. */
    public String deviceOrEmpty() {
        return device == null ? "" : device;
    }
}
