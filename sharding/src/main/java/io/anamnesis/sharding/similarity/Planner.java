package io.anamnesis.sharding.similarity;

import io.anamnesis.sharding.similarity.Plan.Reason;
import io.anamnesis.sharding.similarity.Plan.Strategy;

/**
 * Chooses between comparing every candidate and searching the graph, by what each is expected to cost, in vectors scanned. A
 * graph search goes through nodes that the filter does not let pass, so it visits as many more nodes as the filter is
 * narrower; how many it visits without a filter is learned from those that ran. Who filters gets all that fit, also where the graph
 * would be faster, as long as comparing them takes some milliseconds. Safe on any thread.
 */
final class Planner {
    /** A filter that lets more than this share of the rows pass is none: somebody who asks by a patient leaves that one out. */
    private static final double UNFILTERED = 0.9;
    /** Weight of the newest search in the running mean. */
    private static final double NEWEST = 0.05;

    private final GraphSettings settings;
    /** Nodes visited for each candidate kept, without a filter. A lost update is one observation less. */
    private volatile double visitsPerWidth;

    Planner(GraphSettings settings) {
        this.settings = settings;
        this.visitsPerWidth = settings.maxDegree() / 2.0;
    }

    /**
     * @param candidates rows with a vector that the filter lets pass
     * @param rows rows with a vector
     * @param vectors their vectors
     * @param dimension elements of a vector
     * @param pending vectors that the graph has not got; negative where there is no graph
     */
    Plan plan(
            NearestQuery query, int candidates, int rows, int vectors, int dimension, int pending, boolean lowRecall) {
        if (query.exact()) {
            return exact(Reason.ASKED_FOR, candidates);
        }
        if (pending < 0) {
            return exact(Reason.NO_GRAPH, candidates);
        }
        if (candidates <= query.k()) {
            return exact(Reason.ALL_WANTED, candidates);
        }
        double scanCost = (double) candidates * vectors / rows;
        double visits = query.width(settings) * visitsPerWidth * rows / candidates;
        if (scanCost <= visits * settings.visitCost() + pending) {
            return exact(Reason.EXACT_IS_CHEAPER, candidates);
        }
        if (candidates <= UNFILTERED * rows && scanCost * dimension * Float.BYTES <= settings.filteredScan()) {
            return exact(Reason.FILTERED, candidates);
        }
        if (lowRecall) {
            return exact(Reason.LOW_RECALL, candidates);
        }
        return new Plan(Strategy.GRAPH, Reason.GRAPH_IS_CHEAPER, candidates, 0, 0);
    }

    /**
     * How many nodes a search may visit: those that cost as much as the scan that it is there to save. One that is given up
     * there has cost twice as much as a scan at once.
     */
    long mostVisits(int candidates, int rows, int vectors) {
        double scanCost = (double) candidates * vectors / rows;
        return (long) Math.min(Integer.MAX_VALUE, Math.ceil(scanCost / settings.visitCost()));
    }

    /** After a graph search: it visited so many nodes, keeping so many candidates, where this share of the rows may pass. */
    void searched(long visited, int width, double share) {
        double seen = visited * share / width;
        double before = visitsPerWidth;
        visitsPerWidth = before + NEWEST * (seen - before);
    }

    private static Plan exact(Reason reason, int candidates) {
        return new Plan(Strategy.EXACT, reason, candidates, 0, 0);
    }
}
