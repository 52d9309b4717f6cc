package io.anamnesis.protocol.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The five kinds of evidence about a patient. The wire name is permanent. */
public enum Modality {
    GENOMICS,
    IMAGING,
    NOTES,
    WEARABLES,
    CLINICAL;

    private static final Map<String, Modality> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Modality::wireName, Function.identity()));

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The permanent name on the wire and in storage, such as {@code wearables}. */
    public String wireName() {
        return wireName;
    }

    /** The modality of that wire name, or empty. */
    public static Optional<Modality> ofWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }
}
