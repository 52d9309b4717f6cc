package io.anamnesis.protocol.feed;

/**
 * A thing in the profile that a message changed.
 *
 * @param kind as in {@code ProfileItem}
 * @param key as in {@code ProfileItem}
 * @param removed whether it is gone
 */
public record ItemChange(String kind, String key, boolean removed) {}
