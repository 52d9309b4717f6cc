package io.anamnesis.sharding.column;

import io.anamnesis.protocol.message.Modality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A small number for each kind of elements in each modality, and for each name of a number that elements have. There are a few dozen;
 * they stay for ever.
 */
final class Kinds {
    static final int MOST = 1 << 14;

    private final Map<String, List<Kind>> byName = new HashMap<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final Map<String, Integer> numberIds = new HashMap<>();

    /** A kind as one modality has it. */
    record Kind(int id, String name, Modality modality) {}

    /** The kind of that name in each modality that ever had one. */
    List<Kind> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    /** All kinds. */
    List<Kind> all() {
        return kinds;
    }

    Kind get(int id) {
        return kinds.get(id);
    }

    int size() {
        return kinds.size();
    }

    int intern(String name, Modality modality) {
        for (Kind kind : named(name)) {
            if (kind.modality() == modality) {
                return kind.id();
            }
        }
        if (kinds.size() == MOST) {
            throw new IllegalStateException("at most " + MOST + " kinds of elements");
        }
        Kind kind = new Kind(kinds.size(), name, modality);
        kinds.add(kind);
        byName.computeIfAbsent(name, any -> new ArrayList<>()).add(kind);
        return kind.id();
    }

    int internNumber(String name) {
        Integer known = numberIds.get(name);
        if (known == null) {
            known = numberIds.size();
            numberIds.put(name, known);
        }
        return known;
    }

    /** The number's name, or -1 where no element ever had one of that name. */
    int number(String name) {
        return numberIds.getOrDefault(name, -1);
    }
}
