package io.anamnesis.ops.metrics;

import java.util.Map;

/**
 * What a node is busy with beside messages and questions. Counts are those of the last beat.
 *
 * @param waiting digests that came and are not taken into the index
 * @param unsettled patients who changed and whose digest has not come
 * @param recall by vector space: the share of the true neighbours that the graph found in sampled queries; spaces without a sample are left out
 * @param recovered patients who came into the memory
 * @param stopped patients who left it
 * @param frames given to watchers of patients
 * @param conflated times that a watcher was too slow for every change and got their sum
 * @param lag from a message's arrival to the frame that tells of it; replays are left out
 * @param cohortFeeds who watches live cohorts; a node of before tells nothing
 * @param outdated patients who sleep, and whose digest an older build made: questions find them by what that build made of them; a node of
 *     before tells none
 */
public record NodeWork(
        int waiting,
        int unsettled,
        Map<String, Double> recall,
        long recovered,
        long stopped,
        long frames,
        long conflated,
        Pulse.Latency lag,
        CohortFeedWork cohortFeeds,
        int outdated) {
    /** What a node of before tells of this. */
    public static final NodeWork NONE =
            new NodeWork(0, 0, Map.of(), 0, 0, 0, 0, new Pulse.Latency(0, 0, 0, 0), CohortFeedWork.NONE, 0);

    /** Copies. */
    public NodeWork {
        recall = Map.copyOf(recall);
        cohortFeeds = cohortFeeds == null ? CohortFeedWork.NONE : cohortFeeds;
    }
}
