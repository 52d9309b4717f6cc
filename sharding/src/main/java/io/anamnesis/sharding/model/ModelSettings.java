package io.anamnesis.sharding.model;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How models are kept up to date and trained; each is explained in {@code reference.conf}.
 *
 * @param driftLeast patients of a node from which on drift has a level
 */
public record ModelSettings(
        Duration refresh,
        Duration tell,
        int maxPatients,
        int maxFeatures,
        double minShare,
        int maxJobs,
        int page,
        int driftLeast) {
    /** Checks. */
    public ModelSettings {
        if (maxPatients < 1
                || maxFeatures < 1
                || maxJobs < 1
                || page < 1
                || driftLeast < 1
                || !(minShare >= 0 && minShare <= 1)) {
            throw new IllegalArgumentException("the limits of training are at least 1, and a share is from 0 to 1");
        }
    }

    /** Reads the part of the config under {@code anamnesis.sharding.model}. */
    public static ModelSettings from(Config config) {
        return new ModelSettings(
                config.getDuration("refresh"),
                config.getDuration("tell"),
                config.getInt("max-patients"),
                config.getInt("max-features"),
                config.getDouble("min-share"),
                config.getInt("max-jobs"),
                config.getInt("page"),
                config.getInt("drift-least"));
    }
}
