package io.anamnesis.protocol.port;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the in-memory index needs of one patient: a part for each modality there is. A missing modality has no part.
 *
 * @param slice the index slice the patient belongs to, from 0
 * @param seq the event it is current with: of two digests the greater seq holds
 * @param form which form it was made in, see {@link #FORM}; 0 where it was made before forms had numbers
 */
public record Digest(PatientId patient, int slice, long seq, int form, Map<Modality, Part> parts) {
    /**
     * The form that this build makes. To be raised whenever something else is made of the same profile: digests of lower forms are then made
     * anew, see {@code DigestRenewal}.
     */
    public static final int FORM = 2;

    /** A digest in this build's form. */
    public Digest(PatientId patient, int slice, long seq, Map<Modality, Part> parts) {
        this(patient, slice, seq, FORM, parts);
    }

    /** Whether an older build made it, of which other things were expected. */
    public boolean outdated() {
        return form < FORM;
    }

    /** Whether it holds rather than another of the same patient that came before: it is of a later event, or of the same and no older form. */
    public boolean supersedes(Digest other) {
        return seq > other.seq || (seq == other.seq && form >= other.form);
    }

    public Digest {
        EnumMap<Modality, Part> copy = new EnumMap<>(Modality.class);
        copy.putAll(parts);
        parts = Collections.unmodifiableMap(copy);
    }

    /**
     * One modality. Two parts of one patient and modality with the same {@code seq} are the same, unless their digests are of different
     * forms.
     *
     * @param seq the last event that touched the modality
     * @param lastObservedAt how fresh it is
     * @param elements what criteria look at, one by one: a diagnosis, a variant, a mention in a note
     * @param truncated kinds of which not all elements are here: that one is absent then says nothing
     * @param numbers numbers of what holds now, by their full name, such as {@code glucose.mean[14d]} or {@code
     *     genomics.variants.snv}
     * @param vectors vectors by space, for nearest neighbours, latest first; arrays are not copied
     * @param earlier what came before the latest study, or the latest days, with numbers of the same names; the latest first
     */
    public record Part(
            long seq,
            Instant firstObservedAt,
            Instant lastObservedAt,
            List<Element> elements,
            SortedSet<String> truncated,
            SortedMap<String, Double> numbers,
            SortedMap<String, List<float[]>> vectors,
            List<Occasion> earlier) {
        public Part(
                long seq,
                Instant firstObservedAt,
                Instant lastObservedAt,
                List<Element> elements,
                Set<String> truncated,
                Map<String, Double> numbers,
                Map<String, List<float[]>> vectors) {
            this(seq, firstObservedAt, lastObservedAt, elements, truncated, numbers, vectors, List.of());
        }

        public Part(
                long seq,
                Instant firstObservedAt,
                Instant lastObservedAt,
                List<Element> elements,
                Set<String> truncated,
                Map<String, Double> numbers,
                Map<String, List<float[]>> vectors,
                List<Occasion> earlier) {
            this(
                    seq,
                    firstObservedAt,
                    lastObservedAt,
                    List.copyOf(elements),
                    Collections.unmodifiableSortedSet(new TreeSet<>(truncated)),
                    Collections.unmodifiableSortedMap(new TreeMap<>(numbers)),
                    copy(vectors),
                    List.copyOf(earlier));
        }

        private static SortedMap<String, List<float[]>> copy(Map<String, List<float[]>> vectors) {
            TreeMap<String, List<float[]>> copy = new TreeMap<>();
            vectors.forEach((space, all) -> copy.put(space, List.copyOf(all)));
            return Collections.unmodifiableSortedMap(copy);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Part that
                    && seq == that.seq
                    && firstObservedAt.equals(that.firstObservedAt)
                    && lastObservedAt.equals(that.lastObservedAt)
                    && elements.equals(that.elements)
                    && truncated.equals(that.truncated)
                    && numbers.equals(that.numbers)
                    && bits(vectors).equals(bits(that.vectors))
                    && earlier.equals(that.earlier);
        }

        @Override
        public int hashCode() {
            return 31 * Long.hashCode(seq) + elements.hashCode();
        }

        private static Map<String, List<List<Integer>>> bits(SortedMap<String, List<float[]>> vectors) {
            Map<String, List<List<Integer>>> bits = new TreeMap<>();
            vectors.forEach((space, all) -> bits.put(
                    space,
                    all.stream()
                            .map(vector -> {
                                List<Integer> each = new ArrayList<>(vector.length);
                                for (float value : vector) {
                                    each.add(Float.floatToIntBits(value));
                                }
                                return each;
                            })
                            .toList()));
            return bits;
        }
    }

    /**
     * One thing that the profile holds, as criteria see it. What is said of one thing stays together, so that a criterion can ask
     * for a variant that is both in a gene and pathogenic.
     *
     * @param kind permanent, kebab-case, unique over all modalities, such as {@code variant}
     * @param at when it was so, in milliseconds since 1970; null where nobody knows
     * @param terms {@code name:value}, such as {@code gene:EGFR}
     * @param numbers by name, such as {@code vaf}
     */
    public record Element(String kind, @Nullable Long at, SortedSet<String> terms, SortedMap<String, Double> numbers) {
        public Element(String kind, @Nullable Long at, Set<String> terms, Map<String, Double> numbers) {
            this(
                    kind,
                    at,
                    Collections.unmodifiableSortedSet(new TreeSet<>(terms)),
                    Collections.unmodifiableSortedMap(new TreeMap<>(numbers)));
        }
    }
}
