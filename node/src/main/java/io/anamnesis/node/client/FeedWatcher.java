package io.anamnesis.node.client;

import io.anamnesis.protocol.feed.FeedFrame;
import java.net.URI;

/** Takes what a feed brings: each event once and in order, whatever happens to nodes and connections. */
public interface FeedWatcher {
    /**
     * The next frame.
     *
     * @param json the frame as it came
     */
    void frame(FeedFrame frame, String json);

    /** The connection is gone; others are tried until one holds. Attempts that fail in between are not told. */
    void interrupted(URI node, String why);
}
