package io.anamnesis.protocol.query;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A term that an element must have: one of the name with any of several values. An element holds such terms as
 * {@code name:value}; one without is no match.
 */
public sealed interface TermMatch {
    /** Name of the term, such as {@code gene}. */
    String name();

    /** Whether a term's value is one of those meant. */
    boolean accepts(String value);

    /** Calls the case of this match's type. */
    <R> R match(Cases<R> cases);

    /** One answer a type. */
    interface Cases<R> {
        R words(Words words);

        R codes(Codes codes);
    }

    /**
     * Exactly one of these.
     *
     * @param anyOf 1 to {@value Criterion#MAX_VALUES} values
     */
    record Words(String name, SortedSet<String> anyOf) implements TermMatch {
        public Words(String name, Collection<String> anyOf) {
            this(name, new TreeSet<>(anyOf));
        }

        /** @throws IllegalArgumentException where the name or the number of values is wrong */
        public Words {
            anyOf = Collections.unmodifiableSortedSet(new TreeSet<>(anyOf));
            check(name, anyOf.size(), false);
        }

        /** One value. */
        public static Words of(String name, String value) {
            return new Words(name, List.of(value));
        }

        @Override
        public boolean accepts(String value) {
            return anyOf.contains(value);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.words(this);
        }
    }

    /**
     * One of these codes or one below; the term's value is {@code system:code}.
     *
     * @param name {@code code} for what the element is, {@code value} for a coded result
     * @param anyOf 1 to {@value Criterion#MAX_VALUES} codes
     */
    record Codes(String name, SortedSet<Code> anyOf) implements TermMatch {
        public Codes(String name, Collection<Code> anyOf) {
            this(name, new TreeSet<>(anyOf));
        }

        /** @throws IllegalArgumentException where the name or the number of codes is wrong */
        public Codes {
            anyOf = Collections.unmodifiableSortedSet(new TreeSet<>(anyOf));
            check(name, anyOf.size(), true);
        }

        /** One code, as {@link Code#of} reads it. */
        public static Codes of(String code) {
            return new Codes("code", List.of(Code.of(code)));
        }

        @Override
        public boolean accepts(String value) {
            int colon = value.indexOf(':');
            if (colon < 0) {
                return false;
            }
            String system = value.substring(0, colon);
            String code = value.substring(colon + 1);
            for (Code each : anyOf) {
                if (each.covers(system, code)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.codes(this);
        }
    }

    /** Whether terms of that name are codes of code systems. */
    static boolean isOfCodes(String name) {
        return name.equals("code") || name.equals("value");
    }

    private static void check(String name, int values, boolean codes) {
        if (!Names.isName(name)) {
            throw new IllegalArgumentException("a term's name is of letters, digits and dashes, here '" + name + "'");
        }
        if (isOfCodes(name) != codes) {
            throw new IllegalArgumentException(
                    "the terms code and value are matched by codes, and no others, here '" + name + "'");
        }
        if (values < 1 || values > Criterion.MAX_VALUES) {
            throw new IllegalArgumentException(
                    "a term matches 1 to " + Criterion.MAX_VALUES + " values, here " + values);
        }
    }
}
