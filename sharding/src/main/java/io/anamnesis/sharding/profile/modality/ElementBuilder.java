package io.anamnesis.sharding.profile.modality;

import io.anamnesis.protocol.port.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts one element together. What is not known is left out, and so is a term that is too long to be asked for. */
public final class ElementBuilder {
    /** A longer term is no code, name or symbol, and each is held in the memory of every index. */
    static final int MAX_TERM_CHARS = 200;

    private final String kind;
    private final SortedSet<String> terms = new TreeSet<>();
    private final SortedMap<String, Double> numbers = new TreeMap<>();
    private @Nullable Long at;

    public ElementBuilder(String kind) {
        this.kind = kind;
    }

    /** When it was so. */
    public ElementBuilder at(@Nullable Instant time) {
        at = time == null ? null : (Long) time.toEpochMilli();
        return this;
    }

    /** Adds {@code name:value}, where there is a value. */
    public ElementBuilder term(String name, @Nullable String value) {
        if (value != null && !value.isBlank() && name.length() + 1 + value.length() <= MAX_TERM_CHARS) {
            terms.add(name + ":" + value);
        }
        return this;
    }

    /** Adds a number, where there is one. */
    public ElementBuilder number(String name, @Nullable Number value) {
        if (value != null && Double.isFinite(value.doubleValue())) {
            numbers.put(name, value.doubleValue());
        }
        return this;
    }

    /** The builder must not be used any more. */
    public Digest.Element build() {
        return new Digest.Element(
                kind, at, Collections.unmodifiableSortedSet(terms), Collections.unmodifiableSortedMap(numbers));
    }
}
