package io.anamnesis.sharding.fusion;

import java.util.List;

/**
 * What a model's scores mean.
 *
 * @param kind of the scores
 * @param names one for each score
 */
public record Outcome(Kind kind, List<String> names) {
    /** The kinds of scores. */
    public enum Kind {
        /** Nothing was learned yet: no scores. */
        NONE,
        /** Probabilities of classes that exclude each other, adding up to 1. */
        CLASSES,
        /** One logarithm of the hazard relative to that of the average training patient; higher is worse. */
        LOG_HAZARD
    }

    /** Of a model that learned nothing. */
    public static final Outcome NONE = new Outcome(Kind.NONE, List.of());

    /** Of a survival model. */
    public static final Outcome LOG_HAZARD = new Outcome(Kind.LOG_HAZARD, List.of("log-hazard"));

    /** Copies. */
    public Outcome {
        names = List.copyOf(names);
    }

    /** Of a classifier. */
    public static Outcome classes(List<String> names) {
        return new Outcome(Kind.CLASSES, names);
    }

    /** How many scores there are. */
    public int scores() {
        return names.size();
    }
}
