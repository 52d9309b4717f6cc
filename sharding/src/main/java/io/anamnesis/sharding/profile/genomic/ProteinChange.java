package io.anamnesis.sharding.profile.genomic;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A protein change in the one form that filters use: HGVS with three-letter residues and without the sequence's name. {@code
 * ENSP00000493543.1:p.Val600Glu}, {@code p.V600E} and {@code p.Val600Glu} are the same.
 */
final class ProteinChange {
    private static final int MAX_CHARS = 64;
    private static final Pattern SHORT =
            Pattern.compile("p\\.([ACDEFGHIKLMNPQRSTVWY*])(\\d{1,6})([ACDEFGHIKLMNPQRSTVWY*=])");
    private static final Map<Character, String> RESIDUES = Map.ofEntries(
            Map.entry('A', "Ala"),
            Map.entry('R', "Arg"),
            Map.entry('N', "Asn"),
            Map.entry('D', "Asp"),
            Map.entry('C', "Cys"),
            Map.entry('Q', "Gln"),
            Map.entry('E', "Glu"),
            Map.entry('G', "Gly"),
            Map.entry('H', "His"),
            Map.entry('I', "Ile"),
            Map.entry('L', "Leu"),
            Map.entry('K', "Lys"),
            Map.entry('M', "Met"),
            Map.entry('F', "Phe"),
            Map.entry('P', "Pro"),
            Map.entry('S', "Ser"),
            Map.entry('T', "Thr"),
            Map.entry('W', "Trp"),
            Map.entry('Y', "Tyr"),
            Map.entry('V', "Val"),
            Map.entry('*', "Ter"),
            Map.entry('=', "="));

    private ProteinChange() {}

    /** Null where the text is no protein change, or a very long one. */
    static @Nullable String of(@Nullable String hgvs) {
        if (hgvs == null) {
            return null;
        }
        String bare = hgvs.substring(hgvs.indexOf(':') + 1);
        if (!bare.startsWith("p.") || bare.length() > MAX_CHARS) {
            return null;
        }
        Matcher matcher = SHORT.matcher(bare);
        if (!matcher.matches()) {
            return bare.replace("*", "Ter");
        }
        return "p." + residue(matcher.group(1)) + matcher.group(2) + residue(matcher.group(3));
    }

    private static String residue(String letter) {
        return RESIDUES.getOrDefault(letter.charAt(0), letter);
    }
}
