package io.anamnesis.sharding.similarity;

import com.typesafe.config.Config;
import java.util.Locale;

/**
 * The spaces under {@code anamnesis.sharding.similarity.spaces}: by whole name, else by what stands before the first dot of
 * it (a modality), else {@code default}. Each inherits from the more general ones.
 */
public final class SimilaritySettings {
    private final Config spaces;
    private final double minSharedWeight;

    private SimilaritySettings(Config spaces, double minSharedWeight) {
        this.spaces = spaces;
        this.minSharedWeight = minSharedWeight;
    }

    /**
     * Reads the whole config of the process.
     *
     * @throws com.typesafe.config.ConfigException where a key is missing or has the wrong type, with its path and place
     * @throws IllegalArgumentException where values do not fit together
     */
    public static SimilaritySettings from(Config root) {
        Config similarity = root.getConfig("anamnesis.sharding.similarity");
        SimilaritySettings settings =
                new SimilaritySettings(similarity.getConfig("spaces"), similarity.getDouble("min-shared-weight"));
        // a mistake in the file is told at start, not when the first patient has such a vector
        settings.spaces.root().keySet().forEach(settings::space);
        return settings;
    }

    /** The share of the weights of a mixed query that a candidate has to have spaces for, in [0, 1]; 0: any at all. */
    public double minSharedWeight() {
        return minSharedWeight;
    }

    /** The settings of a space, whether or not somebody configured it. */
    public SpaceSettings space(String name) {
        Config space = spaces.getConfig("default");
        int dot = name.indexOf('.');
        if (dot > 0) {
            space = over(name.substring(0, dot), space);
        }
        return read(name, over(name, space));
    }

    private Config over(String key, Config general) {
        String path = '"' + key + '"';
        return spaces.hasPath(path) ? spaces.getConfig(path).withFallback(general) : general;
    }

    private static SpaceSettings read(String name, Config space) {
        String dimension = space.getString("dimension");
        return new SpaceSettings(
                name,
                dimension.equals("learned") ? SpaceSettings.LEARNED : space.getInt("dimension"),
                Metric.valueOf(space.getString("metric").toUpperCase(Locale.ROOT)),
                Combine.valueOf(space.getString("combine").toUpperCase(Locale.ROOT)),
                space.getInt("max-vectors-per-row"),
                space.getInt("max-neighbours"),
                graph(space.getConfig("graph")));
    }

    private static GraphSettings graph(Config graph) {
        return new GraphSettings(
                graph.getInt("min-vectors"),
                graph.getInt("max-degree"),
                graph.getInt("build-width"),
                (float) graph.getDouble("diversity"),
                graph.getInt("search-width"),
                graph.getDouble("width-per-neighbour"),
                graph.getInt("insert-batch"),
                graph.getDouble("rebuild-share"),
                graph.getDouble("visit-cost"),
                graph.getBytes("filtered-scan"),
                graph.getInt("sample-every"),
                graph.getDouble("min-recall"));
    }
}
