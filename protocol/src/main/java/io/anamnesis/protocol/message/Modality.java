package io.anamnesis.protocol.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The five kinds of evidence about a patient. The wire name is permanent. */
public enum Modality {
    GENOMICS,
    IMAGING,
    NOTES,
    WEARABLES,
    CLINICAL;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The permanent name on the wire and in storage, such as {@code wearables}. */
    public String wireName() {
        return wireName;
    }

    /** The modality of that wire name, or empty. */
    public static Optional<Modality> ofWireName(String wireName) {
        return Arrays.stream(values()).filter(m -> m.wireName.equals(wireName)).findFirst();
    }
}
