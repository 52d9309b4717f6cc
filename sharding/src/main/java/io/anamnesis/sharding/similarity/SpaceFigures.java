package io.anamnesis.sharding.similarity;

import java.util.Map;

/**
 * A space at one moment.
 *
 * @param rows rows with a vector
 * @param vectors their vectors
 * @param dimension elements of a vector, 0 before the first of a space that learns it
 * @param bytes what the space takes of the heap, about
 * @param inGraph vectors in the graph, those of removed rows not counted
 * @param pending vectors that wait to be inserted into the graph
 * @param rebuilds graphs built so far
 * @param refused vectors refused so far, by reason
 * @param recallSamples graph queries that were answered exactly too
 * @param recall the share of the true neighbours that the graph found in the latest of them; NaN before the first
 */
public record SpaceFigures(
        int rows,
        int vectors,
        int dimension,
        long bytes,
        int inGraph,
        int pending,
        long rebuilds,
        Map<VectorRefusal.Kind, Long> refused,
        long recallSamples,
        double recall) {}
