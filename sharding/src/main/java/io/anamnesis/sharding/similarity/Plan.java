package io.anamnesis.sharding.similarity;

/**
 * How a query was answered.
 *
 * @param strategy the way taken
 * @param reason why that one
 * @param candidates rows with a vector in this space that the filter let pass
 * @param scanned rows compared one after the other
 * @param visited nodes that a graph search compared
 */
public record Plan(Strategy strategy, Reason reason, int candidates, long scanned, long visited) {

    /** The ways to an answer. */
    public enum Strategy {
        /** Each candidate compared. */
        EXACT,
        /** A search of the graph, and vectors that are not in it yet compared one by one. */
        GRAPH,
        /** The graph gave fewer than there are, so each candidate was compared after all. */
        GRAPH_THEN_EXACT
    }

    /** Why a way was taken. */
    public enum Reason {
        /** The query said exact. */
        ASKED_FOR,
        /** The space is too small for a graph, or its first graph is being built. */
        NO_GRAPH,
        /** As many rows are asked for as candidates are there. */
        ALL_WANTED,
        /** Comparing the candidates costs no more than a graph search is expected to. */
        EXACT_IS_CHEAPER,
        /** A filter leaves many rows out, and what it lets pass is compared soon enough: nobody is missed. */
        FILTERED,
        /** Samples say that the graph misses too many. */
        LOW_RECALL,
        /** A graph search is expected to cost less. */
        GRAPH_IS_CHEAPER
    }

    Plan done(Strategy taken, long rowsScanned, long nodesVisited) {
        return new Plan(taken, reason, candidates, rowsScanned, nodesVisited);
    }
}
