package io.anamnesis.protocol.query;

import io.anamnesis.protocol.vocabulary.Vocabulary;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of one element, all of it at once. A number that the element lacks, or a time that nobody knows, leaves it UNKNOWN.
 *
 * @param terms each is matched by some term of the element
 * @param numbers by name, such as {@code vaf}
 * @param when null for any time
 */
public record Conditions(
        List<TermMatch> terms,
        SortedMap<String, Range> numbers,
        @Nullable TimeWindow when) {
    /** Nothing is asked for. */
    public static final Conditions NONE = new Conditions(List.of(), Map.of(), null);

    private static final int MAX_EACH = 32;

    public Conditions(List<TermMatch> terms, Map<String, Range> numbers, @Nullable TimeWindow when) {
        this(terms, new TreeMap<>(numbers), when);
    }

    /** @throws IllegalArgumentException where there are more than 32 terms or numbers */
    public Conditions {
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
        terms = List.copyOf(terms);
        if (terms.size() > MAX_EACH || numbers.size() > MAX_EACH) {
            throw new IllegalArgumentException("an element is asked for at most " + MAX_EACH
                    + " terms and as many numbers, here " + terms.size() + " and " + numbers.size());
        }
    }

    /** Only terms. */
    public static Conditions of(TermMatch... terms) {
        return new Conditions(List.of(terms), Map.of(), null);
    }

    /** Whether nothing is asked for. */
    public boolean isEmpty() {
        return terms.isEmpty() && numbers.isEmpty() && when == null;
    }

    /** @throws IllegalArgumentException where elements of the kind have no such term or number, or there is no such kind */
    void checkAgainst(String kind) {
        Vocabulary.Kind known = Vocabulary.kind(kind)
                .orElseThrow(() -> new IllegalArgumentException("there is no kind '" + kind + "'; kinds are "
                        + Vocabulary.kinds().stream().map(Vocabulary.Kind::name).toList()));
        for (TermMatch term : terms) {
            check(kind, "term", term.name(), known.terms());
        }
        for (String number : numbers.keySet()) {
            check(kind, "number", number, known.numbers());
        }
    }

    private static void check(String kind, String what, String name, Set<String> known) {
        if (!known.contains(name)) {
            throw new IllegalArgumentException(
                    "a " + kind + " has no " + what + " '" + name + "'; it has " + (known.isEmpty() ? "none" : known));
        }
    }
}
