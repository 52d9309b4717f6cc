package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Annotation;
import io.anamnesis.web.ingest.genomic.Consequences;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries separated by commas, their fields by bars: the most severe one of an allele is taken, the first of equals. */
final class AnnotationEntries {
    private final String key;
    private final Map<String, Integer> places;

    AnnotationEntries(String key, Map<String, Integer> places) {
        this.key = key;
        this.places = places;
    }

    /** Where each field of a list stands; the names without blanks and quotes. */
    static Map<String, Integer> places(String list) {
        Map<String, Integer> result = new HashMap<>();
        String[] names = list.split("\\|", -1);
        for (int i = 0; i < names.length; i++) {
            result.putIfAbsent(names[i].replaceAll("[\\s'\"]", ""), i);
        }
        return result;
    }

    String key() {
        return key;
    }

    boolean has(String field) {
        return places.containsKey(field);
    }

    /** Decoded; null where the entry has no such field or leaves it empty. */
    @Nullable
    String field(String[] entry, String name) {
        Integer place = places.get(name);
        if (place == null || place >= entry.length || entry[place].isEmpty() || entry[place].equals(".")) {
            return null;
        }
        return Percent.decode(entry[place]);
    }

    /** Decides which entries are about the wanted allele, and what they say. */
    interface Meaning {
        boolean isAbout(String[] entry);

        Annotation read(String[] entry);

        /** Of two entries of the same severity the one with the lower number is taken. */
        int preference(String[] entry);
    }

    @Nullable
    Annotation mostSevere(VcfRecord record, Meaning meaning) {
        String text = record.info(key);
        if (text == null) {
            return null;
        }
        Annotation best = null;
        long bestScore = Long.MAX_VALUE;
        for (int from = 0; from <= text.length(); ) {
            int comma = text.indexOf(',', from);
            int to = comma < 0 ? text.length() : comma;
            String[] entry = text.substring(from, to).split("\\|", -1);
            if (meaning.isAbout(entry)) {
                Annotation read = meaning.read(entry);
                String consequence = read.consequence();
                int rank = Consequences.rank(consequence == null ? "" : consequence);
                long score = rank * 10L + meaning.preference(entry);
                if (score < bestScore) {
                    best = read;
                    bestScore = score;
                }
            }
            from = to + 1;
        }
        return best;
    }
}
