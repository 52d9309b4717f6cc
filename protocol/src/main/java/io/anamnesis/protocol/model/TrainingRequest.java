package io.anamnesis.protocol.model;

import io.anamnesis.protocol.query.Criterion;
import java.util.List;
import java.util.Locale;

/**
 * What a model is to learn.
 *
 * @param name of the model
 * @param cohort whom it learns from: those who certainly fit
 * @param label what it learns to tell: certainly so or certainly not; who is neither is left out
 * @param exclude beginnings of names of numbers that it must not look at, such as those that the label is made of
 * @param strategy how it is to fuse
 * @param seed of every random choice
 */
public record TrainingRequest(
        String name, Criterion cohort, Criterion label, List<String> exclude, Strategy strategy, long seed) {
    /** What can be trained in the cluster. */
    public enum Strategy {
        /** A regression a modality, their scores mixed: the safe start. */
        LATE,
        /** Masked attention over the modalities and their ages. */
        ATTENTION;

        /** As it is written, such as {@code late}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The most beginnings of names. */
    public static final int MAX_EXCLUDED = 100;

    /** @throws IllegalArgumentException where a part is outside of its limits */
    public TrainingRequest {
        exclude = List.copyOf(exclude);
        if (!ModelVersion.isName(name) || exclude.size() > MAX_EXCLUDED) {
            throw new IllegalArgumentException(
                    "a model has a name of [a-z0-9-], and at most " + MAX_EXCLUDED + " beginnings are excluded");
        }
    }
}
