package io.anamnesis.web.ingest.genomic.vcf;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Clinical significance in one spelling. */
final class Significance {
    /** dbSNP's numbers, as ClinVar's files before 2017 have them. */
    private static final Map<String, String> NUMBERS = Map.of(
            "0", "uncertain_significance",
            "1", "not_provided",
            "2", "benign",
            "3", "likely_benign",
            "4", "likely_pathogenic",
            "5", "pathogenic",
            "6", "drug_response",
            "7", "histocompatibility",
            "255", "other");

    private Significance() {}

    /** All that is said, in its order, separated by {@code /}; null where nothing is. */
    static @Nullable String of(String text) {
        Set<String> result = new LinkedHashSet<>();
        for (String part : Percent.decode(text).split("[&/|,]", -1)) {
            String word = part.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
            while (word.startsWith("_")) {
                word = word.substring(1);
            }
            if (!word.isEmpty() && !word.equals(".") && !word.equals("unknown")) {
                result.add(NUMBERS.getOrDefault(word, word));
            }
        }
        return result.isEmpty() ? null : String.join("/", result);
    }

    /** Of ClinVar's INFO key, which has no value per allele: only said where one alternate is, or a value for each. */
    static @Nullable String ofClinvar(@Nullable String text, int alternates, int alternate) {
        if (text == null) {
            return null;
        }
        if (alternates == 1) {
            return of(text);
        }
        String[] each = text.split(",", -1);
        return each.length == alternates ? of(each[alternate - 1]) : null;
    }
}
