package io.anamnesis.sharding.profile.modality;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What holds, by key: of all messages that speak of a key, the one issued last, then the greater id. So the order in which
 * they come, and repeats, make no difference. In the order of the keys.
 */
public final class Holdings<V> {
    private final Kind<V> kind;
    private final TreeMap<String, Holding<V>> byKey = new TreeMap<>();
    private int present;

    public Holdings(Kind<V> kind) {
        this.kind = kind;
    }

    public Kind<V> kind() {
        return kind;
    }

    /**
     * Lets a value hold, unless a message issued later speaks of the key.
     *
     * @param value null where there is nothing any more
     */
    public void put(String key, @Nullable V value, Evidence evidence, ItemChanges changes) {
        Holding<V> before = byKey.get(key);
        if (before != null && !evidence.fact().holdsAgainst(before.evidence().fact())) {
            return;
        }
        set(key, new Holding<>(value, evidence));
        if (value != null || (before != null && before.value() != null)) {
            changes.changed(kind.name(), key, value == null);
        }
    }

    void set(String key, Holding<V> holding) {
        Holding<V> before = byKey.put(key, holding);
        present += (holding.value() == null ? 0 : 1) - (before == null || before.value() == null ? 0 : 1);
    }

    /** Keys under which something is, deletions apart. */
    public int size() {
        return present;
    }

    /** Keys that are known, deletions among them: what the memory pays for. */
    public int keys() {
        return byKey.size();
    }

    /** Whether the key is known, be it as a deletion. */
    public boolean knows(String key) {
        return byKey.containsKey(key);
    }

    /** What is under the key, or null. */
    public @Nullable V get(String key) {
        Holding<V> holding = byKey.get(key);
        return holding == null ? null : holding.value();
    }

    /** What is known of the key, a deletion too; null where nothing is. */
    public @Nullable Holding<V> holding(String key) {
        return byKey.get(key);
    }

    /** Of the keys that are known, the one that is {@code exact}, where it is, and those that begin with {@code prefix}. */
    public List<String> keysOf(String exact, String prefix) {
        List<String> keys = new ArrayList<>();
        if (byKey.containsKey(exact)) {
            keys.add(exact);
        }
        for (String key : byKey.tailMap(prefix, true).keySet()) {
            if (!key.startsWith(prefix)) {
                break;
            }
            keys.add(key);
        }
        return keys;
    }

    /** All values, in the order of their keys. */
    public Stream<V> values() {
        return byKey.values().stream().map(Holding::value).filter(Objects::nonNull);
    }

    /** Everything that is known, deletions among it. */
    public Collection<Holding<V>> all() {
        return byKey.values();
    }

    /** Calls with each key and what is known of it, deletions among it, in the order of the keys. */
    public void forEach(BiConsumer<String, Holding<V>> each) {
        byKey.forEach(each);
    }

    NavigableMap<String, Holding<V>> from(@Nullable String after) {
        return after == null ? byKey : byKey.tailMap(after, false);
    }
}
