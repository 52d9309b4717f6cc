package io.anamnesis.ops.metrics;

/**
 * Feeds of live cohorts on a node. Counts are those of the last beat.
 *
 * @param watchers feeds that are open
 * @param frames given to them
 * @param lag from when a change was found to the frame that tells of it; what a watcher catches up with is left out
 */
public record CohortFeedWork(int watchers, long frames, Pulse.Latency lag) {
    /** Nobody watches, or a node of before does not tell. */
    public static final CohortFeedWork NONE = new CohortFeedWork(0, 0, new Pulse.Latency(0, 0, 0, 0));
}
