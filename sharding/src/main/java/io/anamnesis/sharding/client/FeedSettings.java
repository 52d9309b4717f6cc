package io.anamnesis.sharding.client;

import java.time.Duration;

/**
 * How a feed behaves.
 *
 * @param buffer frames that wait for a slow watcher; beyond, they are conflated
 * @param heartbeat how often the entity is asked whether it is there; three silent intervals begin the subscription anew
 * @param subscribeTimeout how long a subscription may take before it is tried again
 */
public record FeedSettings(int buffer, Duration heartbeat, Duration subscribeTimeout) {}
