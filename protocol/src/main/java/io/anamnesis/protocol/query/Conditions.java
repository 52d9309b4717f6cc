package io.anamnesis.protocol.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

    /** @throws IllegalArgumentException where there are more than 32 terms or numbers, or a name is none */
    public Conditions {
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
        terms = List.copyOf(terms);
        if (terms.size() > MAX_EACH || numbers.size() > MAX_EACH) {
            throw new IllegalArgumentException("an element is asked for at most " + MAX_EACH
                    + " terms and as many numbers, here " + terms.size() + " and " + numbers.size());
        }
        for (String name : numbers.keySet()) {
            if (!Names.isName(name)) {
                throw new IllegalArgumentException(
                        "an element's number has a name of letters, digits and dashes, here '" + name + "'");
            }
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

    /** These and others together; a number or a time that both ask for is the other's. */
    Conditions and(Conditions other) {
        List<TermMatch> all = new ArrayList<>(terms);
        all.addAll(other.terms);
        SortedMap<String, Range> both = new TreeMap<>(numbers);
        both.putAll(other.numbers);
        return new Conditions(all, both, other.when == null ? when : other.when);
    }
}
