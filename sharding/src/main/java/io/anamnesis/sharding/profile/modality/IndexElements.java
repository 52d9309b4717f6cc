package io.anamnesis.sharding.profile.modality;

import io.anamnesis.protocol.port.Digest;
import java.util.List;
import java.util.Set;

/**
 * What the index is told of a slice, one by one.
 *
 * @param all in an order that does not depend on that of the messages
 * @param truncated kinds of which there are more
 */
public record IndexElements(List<Digest.Element> all, Set<String> truncated) {
    /** Nothing. */
    public static final IndexElements NONE = new IndexElements(List.of(), Set.of());

    public IndexElements {
        all = List.copyOf(all);
        truncated = Set.copyOf(truncated);
    }
}
