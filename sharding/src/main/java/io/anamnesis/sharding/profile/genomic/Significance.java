package io.anamnesis.sharding.profile.genomic;

import io.anamnesis.protocol.message.VariantCalls.Variant;
import java.util.List;
import java.util.regex.Pattern;

/** What is said of a call's meaning, in ClinVar's words: there can be several. */
final class Significance {
    private static final Pattern SEVERAL = Pattern.compile("[/,|;&]");

    private Significance() {}

    static List<String> of(Variant variant) {
        String significance = variant.significance();
        return significance == null
                ? List.of()
                : SEVERAL.splitAsStream(significance)
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .distinct()
                        .toList();
    }

    static boolean isPathogenic(Variant variant) {
        return variant.significance() != null
                && of(variant).stream().anyMatch(each -> each.equals("pathogenic") || each.equals("likely_pathogenic"));
    }
}
