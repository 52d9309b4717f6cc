package io.anamnesis.sharding.column;

import io.anamnesis.protocol.query.TermMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Which terms questions mean, and which rows have any of them, for the questions that were asked last: a diagnosis stands for all its
 * subdivisions, which are found and united once, and kept up to date as rows change. Any number of readers at once; {@link #forget}
 * and {@link #changed} are called while nobody reads.
 */
final class TermSets {
    private static final int MOST_SETS = 4_096;
    /** Values that are asked for and terms that are found, of all sets. */
    private static final int MOST_MEMBERS = 200_000;

    private static final int MOST_UNIONS = 64;

    private record Name(int kind, String name) {}

    private record Question(int kind, TermMatch match) {
        int values() {
            return match.match(new TermMatch.Cases<>() {
                @Override
                public Integer words(TermMatch.Words words) {
                    return words.anyOf().size();
                }

                @Override
                public Integer codes(TermMatch.Codes codes) {
                    return codes.anyOf().size();
                }
            });
        }
    }

    /** What a question means, until a term of its kind and name comes or goes that it means too. */
    static final class TermSet {
        /** Numbers of the terms, in order. */
        final int[] ids;

        private final int members;
        private boolean kept = true;
        private @Nullable RoaringBitmap union;

        private TermSet(int[] ids, int members) {
            this.ids = ids;
            this.members = members;
        }

        private boolean hasAnyOf(int[] terms) {
            for (int term : terms) {
                if (Arrays.binarySearch(ids, term) >= 0) {
                    return true;
                }
            }
            return false;
        }
    }

    private final Postings rows;
    private final Map<Question, TermSet> sets = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Name, Set<Question>> byName = new HashMap<>();
    private final Set<TermSet> united = new LinkedHashSet<>();
    private final Map<Integer, List<TermSet>> unitedByTerm = new HashMap<>();
    private long members;

    /** @param rows which rows have each term */
    TermSets(Postings rows) {
        this.rows = rows;
    }

    /** What was found for a question before; null where nothing was, or holds no more. */
    synchronized @Nullable TermSet find(int kind, TermMatch match) {
        return sets.get(new Question(kind, match));
    }

    /** Keeps what was found for a question. */
    synchronized TermSet keep(int kind, TermMatch match, int[] ids) {
        Question question = new Question(kind, match);
        drop(question);
        TermSet set = new TermSet(ids, question.values() + ids.length);
        sets.put(question, set);
        members += set.members;
        byName.computeIfAbsent(new Name(kind, match.name()), any -> new LinkedHashSet<>())
                .add(question);
        while (sets.size() > MOST_SETS || members > MOST_MEMBERS) {
            drop(sets.keySet().iterator().next());
        }
        return set;
    }

    /** Rows with any term of a set; not to be changed. */
    RoaringBitmap rows(TermSet set) {
        if (set.ids.length < 2) {
            return set.ids.length == 0 ? new RoaringBitmap() : rows.bitmap(set.ids[0]);
        }
        synchronized (this) {
            if (set.union != null) {
                united.remove(set);
                united.add(set); // the last asked for is the last to go
                return set.union;
            }
        }
        RoaringBitmap union = new RoaringBitmap();
        for (int id : set.ids) {
            rows.orInto(id, union);
        }
        return keepUnion(set, union);
    }

    private synchronized RoaringBitmap keepUnion(TermSet set, RoaringBitmap union) {
        if (set.union == null && set.kept) {
            set.union = union;
            united.add(set);
            for (int id : set.ids) {
                unitedByTerm.computeIfAbsent(id, any -> new ArrayList<>()).add(set);
            }
            if (united.size() > MOST_UNIONS) {
                dropUnion(united.iterator().next());
            }
        }
        return union;
    }

    /** How many rows have any term of a set. */
    long count(TermSet set) {
        return set.ids.length == 1 ? rows.cardinality(set.ids[0]) : rows(set).getLongCardinality();
    }

    /** At most so many rows have any of the terms. */
    synchronized long atMost(TermSet set) {
        if (set.union != null) {
            return set.union.getLongCardinality();
        }
        long sum = 0;
        for (int id : set.ids) {
            sum += rows.cardinality(id);
        }
        return sum;
    }

    /** A term comes or goes: what means it is found anew when it is asked for again. */
    synchronized void forget(int kind, String term) {
        int colon = term.indexOf(':');
        Set<Question> asked = byName.get(new Name(kind, colon < 0 ? term : term.substring(0, colon)));
        if (asked != null) {
            String value = term.substring(colon + 1);
            for (Question question : List.copyOf(asked)) {
                if (question.match().accepts(value)) {
                    drop(question);
                }
            }
        }
    }

    /** A row has other terms of a kind now. */
    synchronized void changed(int row, int[] before, int[] now) {
        if (united.isEmpty()) {
            return;
        }
        for (int term : now) {
            for (TermSet set : unitedByTerm.getOrDefault(term, List.of())) {
                unionOf(set).add(row);
            }
        }
        for (int term : before) {
            for (TermSet set : unitedByTerm.getOrDefault(term, List.of())) {
                if (!set.hasAnyOf(now)) {
                    unionOf(set).remove(row);
                }
            }
        }
    }

    private static RoaringBitmap unionOf(TermSet set) {
        RoaringBitmap union = set.union;
        if (union == null) {
            throw new IllegalStateException("a set without its union is among those that have one");
        }
        return union;
    }

    private void drop(Question question) {
        TermSet set = sets.remove(question);
        if (set == null) {
            return;
        }
        set.kept = false;
        members -= set.members;
        Name name = new Name(question.kind(), question.match().name());
        Set<Question> same = byName.get(name);
        if (same != null && same.remove(question) && same.isEmpty()) {
            byName.remove(name);
        }
        dropUnion(set);
    }

    private void dropUnion(TermSet set) {
        if (!united.remove(set)) {
            return;
        }
        set.union = null;
        for (int id : set.ids) {
            List<TermSet> of = unitedByTerm.get(id);
            if (of != null && of.remove(set) && of.isEmpty()) {
                unitedByTerm.remove(id);
            }
        }
    }

    synchronized long bytes() {
        long bytes = 300L * sets.size() + 100 * members;
        for (TermSet set : united) {
            bytes += Heap.bitmap(unionOf(set)) + 100L * set.ids.length;
        }
        return bytes;
    }
}
