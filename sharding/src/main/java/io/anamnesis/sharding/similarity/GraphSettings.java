package io.anamnesis.sharding.similarity;

/**
 * When a graph is kept, how dense it is, and when it is believed. Reasons and defaults: {@code reference.conf}.
 *
 * @param minVectors fewer vectors than this have no graph
 * @param maxDegree most neighbours of a node
 * @param buildWidth candidates looked at when a node is inserted
 * @param diversity α of the pruning rule, 1 or more: a candidate is left out when a kept neighbour is α times nearer to it
 *     (squared) than the node is
 * @param searchWidth candidates kept by a search, at least; more find more and cost more
 * @param widthPerNeighbour candidates kept for each neighbour asked for, at least 1
 * @param insertBatch vectors that wait beside the graph, scanned exactly, before they are inserted
 * @param rebuildShare share of a graph's nodes that may be of removed vectors before it is rebuilt, in (0, 1)
 * @param visitCost what a node visited by a search costs, in vectors scanned
 * @param filteredScan where a filter leaves a tenth of the rows out or more, so many bytes of vectors are compared one by one rather
 *     than searched through the graph
 * @param sampleEvery every so many graph queries one is answered exactly too; 0: none
 * @param minRecall with a lower measured recall, queries are answered exactly, in [0, 1]
 */
public record GraphSettings(
        int minVectors,
        int maxDegree,
        int buildWidth,
        float diversity,
        int searchWidth,
        double widthPerNeighbour,
        int insertBatch,
        double rebuildShare,
        double visitCost,
        long filteredScan,
        int sampleEvery,
        double minRecall) {

    public GraphSettings {
        if (minVectors < 1
                || maxDegree < 2
                || buildWidth < 1
                || searchWidth < 1
                || insertBatch < 1
                || sampleEvery < 0) {
            throw new IllegalArgumentException(
                    "a graph needs min-vectors, build-width, search-width, insert-batch of 1, max-degree of 2 or more");
        }
        if (diversity < 1
                || widthPerNeighbour < 1
                || visitCost <= 0
                || filteredScan < 0
                || rebuildShare <= 0
                || rebuildShare >= 1) {
            throw new IllegalArgumentException("diversity and width-per-neighbour are at least 1, visit-cost above 0,"
                    + " filtered-scan not negative, and rebuild-share between 0 and 1");
        }
        if (!(minRecall >= 0 && minRecall <= 1)) {
            throw new IllegalArgumentException("min-recall is in [0, 1], here " + minRecall);
        }
    }

    int width(int k) {
        return Math.max(searchWidth, (int) Math.ceil(k * widthPerNeighbour));
    }
}
