package io.anamnesis.protocol.vocabulary;

import io.anamnesis.protocol.message.Modality;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of elements a digest may have, of which modality, and what is said of each: the words that those who make digests
 * and those who ask for patients share. {@code node/docs/vocabulary.md} tells what each means. Names are permanent; kinds, terms
 * and numbers are only ever added.
 */
public final class Vocabulary {
    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        clinical("patient", Set.of("sex", "deceased"), Set.of("birth-epoch-day", "death-epoch-day"));
        for (String kind :
                new String[] {"condition", "procedure", "medication", "immunization", "allergy", "encounter", "report"
                }) {
            clinical(kind, Set.of("code", "status"), Set.of());
        }
        clinical("consent", Set.of("code", "status", "provision"), Set.of());
        clinical(
                "observation",
                Set.of("code", "status", "unit", "value", "comparator", "interpretation", "gene"),
                Set.of("value"));
        clinical("topic", Set.of("topic"), Set.of());
        add(
                "variant",
                Modality.GENOMICS,
                Set.of(
                        "gene",
                        "protein",
                        "hgvs",
                        "consequence",
                        "class",
                        "significance",
                        "filter",
                        "zygosity",
                        "status",
                        "assembly",
                        "contig"),
                Set.of("vaf", "depth", "position"));
        add("gene-value", Modality.GENOMICS, Set.of("gene", "kind", "profile", "state"), Set.of("value"));
        add("fusion", Modality.GENOMICS, Set.of("gene", "fusion", "type", "status"), Set.of());
        add("biomarker", Modality.GENOMICS, Set.of("name"), Set.of("value"));
        add("study", Modality.IMAGING, Set.of("modality", "body-site", "study"), Set.of("instances"));
        add("series", Modality.IMAGING, Set.of("modality", "body-site", "study"), Set.of("instances"));
        add("measurement", Modality.IMAGING, Set.of("name", "code", "unit", "modality"), Set.of("value"));
        add("entity", Modality.NOTES, Set.of("concept", "category", "assertion", "section", "note"), Set.of());
        add("note", Modality.NOTES, Set.of("type"), Set.of("characters"));
        add("metric", Modality.WEARABLES, Set.of("metric", "unit"), Set.of("samples"));
        add("source", null, Set.of("system", "tag"), Set.of("messages"));
    }

    private Vocabulary() {}

    /**
     * A kind of elements.
     *
     * @param modality the one whose part has them; null where every part can
     * @param terms names of terms: what stands before the first colon
     * @param numbers names of numbers
     */
    public record Kind(String name, @Nullable Modality modality, SortedSet<String> terms, SortedSet<String> numbers) {
        public Kind(String name, @Nullable Modality modality, Set<String> terms, Set<String> numbers) {
            this(
                    name,
                    modality,
                    Collections.unmodifiableSortedSet(new TreeSet<>(terms)),
                    Collections.unmodifiableSortedSet(new TreeSet<>(numbers)));
        }
    }

    private static void clinical(String kind, Set<String> terms, Set<String> numbers) {
        add(kind, Modality.CLINICAL, terms, numbers);
    }

    private static void add(String kind, @Nullable Modality modality, Set<String> terms, Set<String> numbers) {
        KINDS.put(kind, new Kind(kind, modality, terms, numbers));
    }

    /** All kinds, in the order of the document. */
    public static Collection<Kind> kinds() {
        return Collections.unmodifiableCollection(KINDS.values());
    }

    /** The kind of that name, or empty. */
    public static Optional<Kind> kind(String name) {
        return Optional.ofNullable(KINDS.get(name));
    }

    /** What stands before a term's first colon. */
    public static String nameOf(String term) {
        int colon = term.indexOf(':');
        return colon < 0 ? term : term.substring(0, colon);
    }

    /**
     * Whether an element of a modality's part says nothing but what is foreseen.
     *
     * @param terms of the element, {@code name:value}
     * @param numbers names of the element's numbers
     */
    public static boolean allows(Modality modality, String kindName, Set<String> terms, Set<String> numbers) {
        Kind kind = KINDS.get(kindName);
        if (kind == null || (kind.modality() != null && kind.modality() != modality)) {
            return false;
        }
        Set<String> known = kind.terms();
        return kind.numbers().containsAll(numbers)
                && terms.stream().map(Vocabulary::nameOf).allMatch(known::contains);
    }
}
