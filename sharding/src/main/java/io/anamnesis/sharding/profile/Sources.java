package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.ModalityMessage;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Which systems send messages of one modality of one patient, and with which tags. */
final class Sources {
    /** More tags of one system are not told apart: those that come first in the alphabet stay. */
    static final int MAX_TAGS = 64;

    /**
     * A system.
     *
     * @param tags that any of its messages has
     */
    record Source(long messages, long lastObservedAt, SortedSet<String> tags) {
        Source with(long observedAt, Set<String> more) {
            SortedSet<String> all = tags;
            if (!tags.containsAll(more)) {
                TreeSet<String> joined = new TreeSet<>(tags);
                joined.addAll(more);
                while (joined.size() > MAX_TAGS) {
                    joined.pollLast();
                }
                all = Collections.unmodifiableSortedSet(joined);
            }
            return new Source(messages + 1, Math.max(lastObservedAt, observedAt), all);
        }
    }

    private static final Source NOTHING = new Source(0, Long.MIN_VALUE, Collections.emptySortedSet());

    private final TreeMap<String, Source> bySystem = new TreeMap<>();

    void add(ModalityMessage message) {
        String system = message.source().system();
        Source known = bySystem.getOrDefault(system, NOTHING);
        bySystem.put(system, known.with(message.observedAt().toEpochMilli(), message.tags()));
    }

    void restore(String system, Source source) {
        bySystem.put(system, source);
    }

    void forEach(BiConsumer<String, Source> each) {
        bySystem.forEach(each);
    }
}
