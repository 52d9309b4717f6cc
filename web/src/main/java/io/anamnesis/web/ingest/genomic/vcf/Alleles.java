package io.anamnesis.web.ingest.genomic.vcf;

import java.util.regex.Pattern;

/** The forms that an allele can have. */
public final class Alleles {
    private static final Pattern SYMBOL = Pattern.compile("<[^\\s,<>]+>");
    private static final Pattern MATE = Pattern.compile("([\\[\\]])(<[^<>\\s,]+>|[^\\s\\[\\],<>]+):\\d+\\1");
    private static final Pattern INSERTED = Pattern.compile("<[^<>\\s,]+>");

    private Alleles() {}

    /** Only A, C, G, T, N of either case, at least one. */
    public static boolean isBases(String allele) {
        return isBases(allele, 0, allele.length());
    }

    private static boolean isBases(String allele, int from, int to) {
        for (int i = from; i < to; i++) {
            switch (allele.charAt(i)) {
                case 'A', 'C', 'G', 'T', 'N', 'a', 'c', 'g', 't', 'n' -> {}
                default -> {
                    return false;
                }
            }
        }
        return to > from;
    }

    /** {@code <NON_REF>} or {@code <*>}: any allele that was not seen; marks a block of a gVCF and is no variant. */
    public static boolean isUnseen(String allele) {
        return allele.equals("<NON_REF>") || allele.equals("<*>") || allele.equals("<X>");
    }

    /** {@code *}: the site is deleted by another record's allele; no variant of its own. */
    public static boolean isOverlap(String allele) {
        return allele.equals("*");
    }

    /** {@code <DEL>} and the like. */
    public static boolean isSymbolic(String allele) {
        return allele.startsWith("<");
    }

    /** Bases joined to another place, or to nowhere ({@code A.}). */
    public static boolean isBreakend(String allele) {
        int length = allele.length();
        return allele.indexOf('[') >= 0
                || allele.indexOf(']') >= 0
                || (length > 1 && (allele.charAt(0) == '.' || allele.charAt(length - 1) == '.'));
    }

    static boolean isAlternate(String allele) {
        if (isBases(allele) || isOverlap(allele)) {
            return true;
        }
        if (allele.startsWith("<") && allele.endsWith(">")) {
            return SYMBOL.matcher(allele).matches();
        }
        return isBreakendForm(allele);
    }

    private static boolean isBreakendForm(String allele) {
        int length = allele.length();
        if (length > 1 && allele.charAt(0) == '.' && isBases(allele, 1, length)) {
            return true;
        }
        if (length > 1 && allele.charAt(length - 1) == '.' && isBases(allele, 0, length - 1)) {
            return true;
        }
        int first = firstBracket(allele);
        if (first < 0) {
            return false;
        }
        int last = Math.max(allele.lastIndexOf('['), allele.lastIndexOf(']'));
        if (!MATE.matcher(allele.substring(first, last + 1)).matches()) {
            return false;
        }
        boolean before = first > 0;
        boolean after = last < length - 1;
        if (before == after) {
            return false;
        }
        String joined = before ? allele.substring(0, first) : allele.substring(last + 1);
        return joined.equals(".")
                || isBases(joined)
                || (before
                        && isBases(joined.substring(0, 1))
                        && INSERTED.matcher(joined.substring(1)).matches());
    }

    private static int firstBracket(String allele) {
        for (int i = 0; i < allele.length(); i++) {
            if (allele.charAt(i) == '[' || allele.charAt(i) == ']') {
                return i;
            }
        }
        return -1;
    }
}
