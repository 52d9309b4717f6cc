package io.anamnesis.sharding.similarity;

/**
 * One space of vectors.
 *
 * @param name e.g. {@code notes.all-MiniLM-L6-v2}
 * @param dimension elements of a vector, or {@link #LEARNED}: as many as the first one has
 * @param metric how far vectors are from each other
 * @param combine which of a row's vectors counts
 * @param maxVectorsPerRow vectors kept of one row with {@link Combine#BEST}; further ones are refused
 * @param maxNeighbours the largest k of a query
 * @param graph the graph beside the exact scan
 */
public record SpaceSettings(
        String name,
        int dimension,
        Metric metric,
        Combine combine,
        int maxVectorsPerRow,
        int maxNeighbours,
        GraphSettings graph) {

    /** The dimension of a space that learns it from its first vector. */
    public static final int LEARNED = 0;

    /** Longer vectors than this are a mistake somewhere. */
    private static final int LONGEST = 65_536;

    public SpaceSettings {
        if (dimension < 0 || dimension > LONGEST) {
            throw new IllegalArgumentException(
                    "the dimension of " + name + " is 1 to " + LONGEST + " or learned, here " + dimension);
        }
        if (maxVectorsPerRow < 1 || maxNeighbours < 1) {
            throw new IllegalArgumentException("space " + name + " needs at least one vector a row and one neighbour");
        }
    }

    int vectorsPerRow() {
        return combine == Combine.LATEST ? 1 : maxVectorsPerRow;
    }
}
