package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.Criterion;
import io.anamnesis.protocol.query.TermMatch;
import io.anamnesis.sharding.column.Change;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * From a change to the standing criteria that it could touch, without a look at all others. Not thread-safe.
 *
 * @param <N> what the criteria are called
 */
public final class TriggerIndex<N> {
    private final Map<N, Triggers> triggers = new HashMap<>();
    /** By kind, by {@code kind name:value}, by number and by modality: see {@link #keys}. */
    private final Map<String, Set<N>> byKey = new HashMap<>();

    /** Adds a criterion, in place of one of the same name. */
    public void put(N name, Criterion criterion) {
        remove(name);
        Triggers looked = Triggers.of(criterion);
        triggers.put(name, looked);
        keys(looked).forEach(key -> byKey.computeIfAbsent(key, any -> new HashSet<>())
                .add(name));
    }

    /** Forgets a criterion; nothing happens where there is none of that name. */
    public void remove(N name) {
        Triggers looked = triggers.remove(name);
        if (looked != null) {
            keys(looked)
                    .forEach(key -> byKey.computeIfPresent(key, (any, names) -> {
                        names.remove(name);
                        return names.isEmpty() ? null : names;
                    }));
        }
    }

    /** How many criteria there are. */
    public int size() {
        return triggers.size();
    }

    /** Names of the criteria whose truth for the patient the change could have changed. */
    public Set<N> touchedBy(Change change) {
        if (change.added()) {
            return new LinkedHashSet<>(triggers.keySet());
        }
        Set<N> touched = new LinkedHashSet<>();
        Set<N> seen = new HashSet<>();
        for (String key : keys(change)) {
            for (N name : byKey.getOrDefault(key, Set.of())) {
                Triggers looked = triggers.get(name);
                if (seen.add(name) && looked != null && looked.isTouchedBy(change)) {
                    touched.add(name);
                }
            }
        }
        return touched;
    }

    /** An element of words that must be there is found by these; any other by its kind. */
    private static Set<String> keys(Triggers looked) {
        Set<String> keys = new HashSet<>();
        for (Triggers.Interest interest : looked.elements()) {
            keys.add("cut " + interest.kind());
            TermMatch.Words words = null;
            for (TermMatch term : interest.terms()) {
                if (words == null && term instanceof TermMatch.Words first) {
                    words = first;
                }
            }
            if (words == null) {
                keys.add("kind " + interest.kind());
            } else {
                String prefix = "term " + interest.kind() + " " + words.name() + ":";
                words.anyOf().forEach(value -> keys.add(prefix + value));
            }
        }
        looked.numbers().forEach(number -> keys.add("number " + number));
        looked.turning().forEach(modality -> keys.add("turned " + modality.wireName()));
        looked.freshness().forEach(modality -> keys.add("modality " + modality.wireName()));
        return keys;
    }

    private static Set<String> keys(Change change) {
        Set<String> keys = new LinkedHashSet<>();
        change.elements().forEach((kind, terms) -> {
            keys.add("kind " + kind);
            terms.forEach(term -> keys.add("term " + kind + " " + term));
        });
        change.cut().forEach(kind -> keys.add("cut " + kind));
        change.numbers().forEach(number -> keys.add("number " + number));
        for (Modality modality : change.turned()) {
            keys.add("turned " + modality.wireName());
        }
        for (Modality modality : change.modalities()) {
            keys.add("modality " + modality.wireName());
        }
        return keys;
    }
}
