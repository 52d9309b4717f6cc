package io.anamnesis.sharding.profile.modality;

import org.jspecify.annotations.Nullable;

/**
 * What holds under a key.
 *
 * @param value null where the message that holds says that there is nothing (a deletion, an entry made in error); it stays,
 *     so that an older message that arrives later does not bring the value back
 */
public record Holding<V>(@Nullable V value, Evidence evidence) {}
