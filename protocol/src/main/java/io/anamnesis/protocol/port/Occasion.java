package io.anamnesis.protocol.port;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing of a modality that was there several times, with numbers of its own: a study, some days of wearables. Its numbers have the names that
 * the modality's have, so that what looks at the one can look at the other. They are floats, which is what models take. Immutable.
 */
public final class Occasion {
    /** Kind of an imaging study; its id is the study's instance uid. */
    public static final String STUDY = "study";

    /** Kind of some days of wearables; it has no id. */
    public static final String WINDOW = "window";

    /** Names are few and the same for all patients: of so many, equal ones are one object. */
    private static final int MOST_SHARED_NAMES = 50_000;

    private static final ConcurrentHashMap<String, String> SHARED = new ConcurrentHashMap<>();

    private final String kind;
    private final @Nullable String id;
    private final Instant from;
    private final Instant until;
    private final String[] names;
    private final float[] values;

    private Occasion(String kind, @Nullable String id, Instant from, Instant until, String[] names, float[] values) {
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("an occasion ends no earlier than it begins");
        }
        this.kind = kind;
        this.id = id;
        this.from = from;
        this.until = until;
        this.names = names;
        this.values = values;
    }

    /**
     * Copies.
     *
     * @param kind permanent, kebab-case
     * @param from when it began, to the millisecond
     * @param until when it ended
     * @param numbers by full name; one that is NaN is none
     */
    public static Occasion of(
            String kind, @Nullable String id, Instant from, Instant until, Map<String, ? extends Number> numbers) {
        TreeMap<String, Number> ordered = new TreeMap<>(numbers);
        ordered.values().removeIf(value -> Float.isNaN(value.floatValue()));
        String[] names = ordered.keySet().stream().map(Occasion::shared).toArray(String[]::new);
        float[] values = new float[names.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Objects.requireNonNull(ordered.get(names[i])).floatValue();
        }
        return new Occasion(kind, id, from, until, names, values);
    }

    private static String shared(String name) {
        String known = SHARED.get(name);
        if (known != null || SHARED.size() >= MOST_SHARED_NAMES) {
            return known == null ? name : known;
        }
        String before = SHARED.putIfAbsent(name, name);
        return before == null ? name : before;
    }

    /** {@link #STUDY} or {@link #WINDOW}, or what a later build knows. */
    public String kind() {
        return kind;
    }

    /** Null where its kind has none. */
    public @Nullable String id() {
        return id;
    }

    /** When it began. */
    public Instant from() {
        return from;
    }

    /** When it ended: how fresh it is. */
    public Instant until() {
        return until;
    }

    /** How many numbers there are. */
    public int size() {
        return names.length;
    }

    /** Full name of a number, in the order of names. */
    public String name(int i) {
        return names[i];
    }

    /** The number. */
    public float value(int i) {
        return values[i];
    }

    /** The number of that name; NaN where there is none. */
    public float number(String name) {
        int at = Arrays.binarySearch(names, name);
        return at < 0 ? Float.NaN : values[at];
    }

    /** The same, all names of its numbers behind a beginning. */
    public Occasion under(String beginning) {
        String[] longer = names.clone();
        Arrays.setAll(longer, i -> shared(beginning + names[i]));
        return new Occasion(kind, id, from, until, longer, values);
    }

    /** About how many bytes of heap it takes, its names apart, which it shares. */
    public long bytes() {
        String own = id;
        return 136 + 8L * names.length + (own == null ? 0 : 48 + own.length());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Occasion that
                && kind.equals(that.kind)
                && Objects.equals(id, that.id)
                && from.equals(that.from)
                && until.equals(that.until)
                && Arrays.equals(names, that.names)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + from.hashCode();
    }

    /** Tells no number. */
    @Override
    public String toString() {
        return kind + " with " + names.length + " numbers";
    }
}
