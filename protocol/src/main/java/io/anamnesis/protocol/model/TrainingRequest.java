package io.anamnesis.protocol.model;

import io.anamnesis.protocol.query.Criterion;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a model is to learn.
 *
 * @param name of the model
 * @param cohort whom it learns from: those who certainly fit; null of a folder, which has patients of its own
 * @param goal what it learns to tell
 * @param exclude beginnings of names of numbers that it must not look at, such as those that the label is made of
 * @param strategy how it is to fuse
 * @param seed of every random choice
 * @param startFrom a version of late fusion that it starts from; null for none
 * @param options how it is to learn
 */
public record TrainingRequest(
        String name,
        @Nullable Criterion cohort,
        TrainingGoal goal,
        List<String> exclude,
        Strategy strategy,
        long seed,
        @Nullable Start startFrom,
        TrainingOptions options) {
    /** A version on record. */
    public record Start(String name, int version) {
        /** @throws IllegalArgumentException where there can be none such */
        public Start {
            if (!ModelVersion.isName(name) || version < 1) {
                throw new IllegalArgumentException(
                        "a model has a name of [a-z0-9-] and a version from 1, here " + name + " and " + version);
            }
        }
    }

    /** What can be trained in the cluster. */
    public enum Strategy {
        /** One regression over all modalities side by side. */
        EARLY,
        /** Hidden causes that the modalities share, and a regression over those. */
        INTERMEDIATE,
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
        if ((cohort == null) != (goal instanceof TrainingGoal.OfFolder)) {
            throw new IllegalArgumentException("a cohort goes with a label or an event, and not with a folder");
        }
        if (startFrom != null && strategy != Strategy.LATE && strategy != Strategy.ATTENTION) {
            throw new IllegalArgumentException("late fusion and attention start from a model, not " + strategy.text());
        }
        options.checkRate(strategy);
        options.checkWeights(goal);
    }

    /** As above, learning as is standard. */
    public TrainingRequest(
            String name,
            @Nullable Criterion cohort,
            TrainingGoal goal,
            List<String> exclude,
            Strategy strategy,
            long seed,
            @Nullable Start startFrom) {
        this(name, cohort, goal, exclude, strategy, seed, startFrom, TrainingOptions.STANDARD);
    }
}
