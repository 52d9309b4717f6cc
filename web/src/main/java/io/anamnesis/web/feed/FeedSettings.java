package io.anamnesis.web.feed;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;

/**
 * The keys under {@code anamnesis.web.feed}; {@code reference.conf} explains each.
 *
 * @param writeQueue bytes
 */
public record FeedSettings(
        int maxFeeds, int maxFeedsPerSubject, int framesAhead, int writeQueue, Duration pingInterval) {

    public FeedSettings {
        if (maxFeeds < 1
                || maxFeedsPerSubject < 1
                || framesAhead < 1
                || writeQueue < 1
                || pingInterval.toMillis() < 1) {
            throw new ConfigException.BadValue("anamnesis.web.feed", "every limit is at least 1");
        }
    }

    /** Reads the settings out of their own section. */
    public static FeedSettings from(Config feed) {
        return new FeedSettings(
                feed.getInt("max-feeds"),
                feed.getInt("max-feeds-per-subject"),
                feed.getInt("frames-ahead"),
                Math.toIntExact(feed.getBytes("write-queue")),
                feed.getDuration("ping-interval"));
    }
}
