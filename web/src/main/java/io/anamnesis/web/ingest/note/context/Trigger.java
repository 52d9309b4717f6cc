package io.anamnesis.web.ingest.note.context;

/**
 * What a phrase does to the mentions around it.
 *
 * @param reach the most tokens that lie between the trigger and what it modifies
 */
record Trigger(Category category, Role role, int reach) {
    enum Category {
        NEGATED,
        POSSIBLE,
        HISTORICAL,
        HYPOTHETICAL,
        FAMILY,
        OTHER
    }

    enum Role {
        FORWARD,
        BACKWARD,
        /** Both ways. */
        BOTH,
        /** What stands behind a label, as in {@code fever: none}. */
        ANSWER,
        /** Looks like a trigger and is none. */
        PSEUDO,
        /** Ends the scope of a trigger. */
        END
    }

    boolean reachesForward() {
        return role == Role.FORWARD || role == Role.BOTH;
    }

    boolean reachesBackward() {
        return role == Role.BACKWARD || role == Role.BOTH;
    }
}
