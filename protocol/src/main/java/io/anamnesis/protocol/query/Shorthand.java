package io.anamnesis.protocol.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A word for elements of a kind with a term, as {@code dx:C71} is for {@code condition[code:C71]}. */
record Shorthand(String word, String kind, String term) {
    private static final Map<String, Shorthand> BY_WORD = new LinkedHashMap<>();
    /** What a word alone within brackets means: {@code gene:EGFR[pathogenic]}. */
    private static final Map<String, String> PLAIN_TERMS = Map.ofEntries(
            Map.entry("variant", "significance"),
            Map.entry("entity", "assertion"),
            Map.entry("gene-value", "state"),
            Map.entry("condition", "status"),
            Map.entry("medication", "status"),
            Map.entry("procedure", "status"),
            Map.entry("immunization", "status"),
            Map.entry("allergy", "status"),
            Map.entry("observation", "interpretation"),
            Map.entry("fusion", "status"),
            Map.entry("encounter", "status"),
            Map.entry("report", "status"),
            Map.entry("consent", "provision"));

    static {
        add("dx", "condition", "code");
        add("drug", "medication", "code");
        add("proc", "procedure", "code");
        add("vaccine", "immunization", "code");
        add("allergy", "allergy", "code");
        add("lab", "observation", "code");
        add("encounter", "encounter", "code");
        add("report", "report", "code");
        add("consent", "consent", "code");
        add("sex", "patient", "sex");
        add("deceased", "patient", "deceased");
        add("topic", "topic", "topic");
        add("gene", "variant", "gene");
        add("variant", "variant", "gene");
        add("gene-value", "gene-value", "gene");
        add("fusion", "fusion", "fusion");
        add("biomarker", "biomarker", "name");
        add("imaging", "study", "modality");
        add("body-site", "study", "body-site");
        add("measurement", "measurement", "name");
        add("note", "entity", "concept");
        add("entity", "entity", "concept");
        add("metric", "metric", "metric");
        add("system", "source", "system");
        add("tag", "source", "tag");
    }

    private static void add(String word, String kind, String term) {
        BY_WORD.put(word, new Shorthand(word, kind, term));
    }

    static Optional<Shorthand> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** All words, for people. */
    static String words() {
        return String.join(", ", BY_WORD.keySet());
    }

    static boolean isOne(String word) {
        return BY_WORD.containsKey(word);
    }

    /** The word that stands for just that kind and term and nothing else, or null. */
    static @Nullable Shorthand plainlyFor(String kind, String term) {
        for (Shorthand each : BY_WORD.values()) {
            if (each.kind.equals(kind) && each.term.equals(term) && !each.isMore()) {
                return each;
            }
        }
        return null;
    }

    /** Whether it says more than its one term: notes add the assertion, variants the change of the protein. */
    boolean isMore() {
        return word.equals("note") || word.equals("variant");
    }

    static Optional<String> plainTerm(String kind) {
        return Optional.ofNullable(PLAIN_TERMS.get(kind));
    }
}
