package io.anamnesis.sharding.client;

/** One watcher's hold on its feed. Safe on any thread. */
public interface FeedSubscription {
    /**
     * Allows so many more frames. Frames that wait longer than the feed's buffer is deep are conflated: the watcher gets a
     * {@code Conflated} frame and then a snapshot.
     */
    void request(long frames);

    /** Ends the feed. */
    void close();
}
