package io.anamnesis.node.bench.similarity;

import io.anamnesis.node.cli.OptionRange;
import java.time.Duration;

/**
 * What is measured.
 *
 * @param vectors of the clustered set
 * @param dimension of them
 * @param queries of the clustered set
 * @param neighbours asked for by each query
 * @param time measured of each setting of each contender, at most; at least one pass over the queries is measured
 * @param seed of the clustered set
 */
record SimilarityOptions(int vectors, int dimension, int queries, int neighbours, Duration time, long seed) {
    SimilarityOptions {
        OptionRange.require("--vectors", vectors, 1_000, 5_000_000);
        OptionRange.require("--dimension", dimension, 2, 4_096);
        OptionRange.require("--queries", queries, 1, 100_000);
        OptionRange.require("--neighbours", neighbours, 1, 1_000);
        OptionRange.require("--seconds", time.toSeconds(), 0, 600);
    }
}
