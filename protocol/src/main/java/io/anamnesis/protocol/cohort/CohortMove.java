package io.anamnesis.protocol.cohort;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way a patient went. */
public enum CohortMove {
    @JsonProperty("entered")
    ENTERED,
    @JsonProperty("left")
    LEFT;

    /** The permanent name outside of Java. */
    public String wireName() {
        return this == ENTERED ? "entered" : "left";
    }

    /**
     * The move of that name.
     *
     * @throws IllegalArgumentException where it is neither
     */
    public static CohortMove ofWireName(String name) {
        return switch (name) {
            case "entered" -> ENTERED;
            case "left" -> LEFT;
            default -> throw new IllegalArgumentException("a move is entered or left, not '" + name + "'");
        };
    }
}
