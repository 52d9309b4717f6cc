package io.anamnesis.sharding.profile.modality;

import io.anamnesis.protocol.port.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses among elements where there are more than the index takes. Elements belong to groups, as a rule by what they are
 * coded with; of each group the last and the first come before the last but one, and that before the one before it, the later
 * before the earlier. So each code that a patient ever had is there as long as possible, and one that is measured every day
 * does not crowd out the others. What is chosen depends on the elements and their keys alone.
 */
public final class ElementChoice {
    /** The latest first; what has no time comes last. Keys are unique within a kind. */
    private static final Comparator<Candidate> LATEST_FIRST = Comparator.comparing(
                    (Candidate each) -> each.element.at(), Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(each -> each.element.kind())
            .thenComparing(each -> each.key);

    private static final class Candidate {
        final Digest.Element element;
        final String key;
        final Collection<String> groups;
        /** −1: is always there; else how many of the same group come before it. */
        int place;

        Candidate(Digest.Element element, String key, Collection<String> groups, int place) {
            this.element = element;
            this.key = key;
            this.groups = groups;
            this.place = place;
        }
    }

    private final List<Candidate> candidates = new ArrayList<>();

    /** Comes before all that have groups. */
    public void always(Digest.Element element, String key) {
        candidates.add(new Candidate(element, key, List.of(), -1));
    }

    /**
     * Adds an element.
     *
     * @param key unique within the kind
     * @param groups of the kind; an element of several is chosen as early as the first of them asks for it
     */
    public void add(Digest.Element element, String key, Collection<String> groups) {
        candidates.add(new Candidate(element, key, groups, Integer.MAX_VALUE));
    }

    /** At most so many, by kind, in each the latest first. O(n log n). */
    public IndexElements choose(int most) {
        candidates.sort(LATEST_FIRST);
        Set<String> truncated = new TreeSet<>();
        List<Candidate> chosen = candidates;
        if (candidates.size() > most) {
            place();
            chosen = new ArrayList<>(candidates);
            chosen.sort(Comparator.comparingInt(each -> each.place));
            chosen.subList(most, chosen.size()).forEach(each -> truncated.add(each.element.kind()));
            chosen = chosen.subList(0, most);
            chosen.sort(LATEST_FIRST);
        }
        return new IndexElements(
                chosen.stream()
                        .map(each -> each.element)
                        .sorted(Comparator.comparing(Digest.Element::kind))
                        .toList(),
                truncated);
    }

    private void place() {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        Map<String, Map<String, Candidate>> firsts = new HashMap<>();
        for (Candidate each : candidates) {
            Map<String, Integer> count = counts.computeIfAbsent(each.element.kind(), kind -> new HashMap<>());
            Map<String, Candidate> first = firsts.computeIfAbsent(each.element.kind(), kind -> new HashMap<>());
            for (String group : each.groups) {
                int before = count.merge(group, 1, Integer::sum) - 1;
                each.place = Math.min(each.place, before);
                if (before == 0 || each.element.at() != null) {
                    first.put(group, each);
                }
            }
        }
        firsts.values().forEach(first -> first.values().forEach(each -> each.place = Math.min(each.place, 0)));
    }
}
