package io.anamnesis.web.ingest.genomic.vcf;

import java.util.Arrays;

/**
 * The alleles that one sample carries at one site.
 *
 * @param text as VCF writes it
 * @param alleles per chromosome copy: 0 the reference, from 1 the alternates, -1 where the caller could not tell
 * @param phased whether the copies are in a known order
 */
@SuppressWarnings("ArrayRecordComponent") // made by parse, read by this package only
record Genotype(String text, int[] alleles, boolean phased) {

    private static final int USUAL = 10;

    /** Two copies of one digit each, made once: first copy, second copy, whether phased. */
    private static final Genotype[] TWO_COPIES = twoCopies();

    /** What {@link #only} gives for two copies: place of the first, place of the second, whether phased. */
    private static final String[] ONLY = {
        "0/0", "0|0", "0/1", "0|1", "0/.", "0|.", "1/0", "1|0", "1/1", "1|1", "1/.", "1|.", "./0", ".|0", "./1", ".|1",
        "./.", ".|."
    };

    private static Genotype[] twoCopies() {
        Genotype[] all = new Genotype[USUAL * USUAL * 2];
        for (int i = 0; i < all.length; i++) {
            all[i] = parse(i / 2 / USUAL + (i % 2 == 0 ? "/" : "|") + i / 2 % USUAL);
        }
        return all;
    }

    /** The genotype of two copies of one digit each; null where it is another. */
    static @org.jspecify.annotations.Nullable Genotype usual(byte first, byte mark, byte second) {
        boolean digits = first >= '0' && first <= '9' && second >= '0' && second <= '9';
        return digits && (mark == '/' || mark == '|')
                ? TWO_COPIES[((first - '0') * USUAL + second - '0') * 2 + (mark == '/' ? 0 : 1)]
                : null;
    }

    /** Reads a genotype that {@link #kind} has found well formed. */
    static Genotype parse(String text) {
        int[] alleles = new int[text.length() / 2 + 1];
        int count = 0;
        boolean bars = false;
        boolean slashes = false;
        int value = -1;
        boolean any = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '|') {
                if (any) {
                    alleles[count++] = value;
                    bars |= c == '|';
                    slashes |= c == '/';
                } else {
                    // from VCF 4.4 on a leading mark phases the first copy
                    slashes |= c == '/';
                }
                value = -1;
                any = false;
            } else {
                any = true;
                value = c == '.' ? -1 : (value < 0 ? 0 : value * 10) + (c - '0');
            }
        }
        alleles[count++] = value;
        return new Genotype(text, Arrays.copyOf(alleles, count), bars && !slashes);
    }

    int ploidy() {
        return alleles.length;
    }

    boolean carries(int allele) {
        for (int each : alleles) {
            if (each == allele) {
                return true;
            }
        }
        return false;
    }

    Zygosity zygosity(int allele) {
        if (alleles.length == 1) {
            return Zygosity.HEMIZYGOUS;
        }
        boolean other = false;
        boolean missing = false;
        for (int each : alleles) {
            missing |= each < 0;
            other |= each >= 0 && each != allele;
        }
        return other ? Zygosity.HETEROZYGOUS : missing ? Zygosity.HALF_MISSING : Zygosity.HOMOZYGOUS;
    }

    /** The same with this alternate as 1, the reference as 0 and every other allele as a dot (as {@code vt decompose -s} does). */
    String only(int allele) {
        return text.length() == 3 && alleles.length == 2
                ? ONLY[(place(alleles[0], allele) * 3 + place(alleles[1], allele)) * 2 + (phased ? 1 : 0)]
                : rewritten(allele);
    }

    /** 0 for the reference, 1 for the wanted, 2 for any other and for what is unknown. */
    private static int place(int each, int wanted) {
        return each == 0 ? 0 : each == wanted ? 1 : 2;
    }

    private String rewritten(int allele) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                result.append(c);
                i++;
                continue;
            }
            int value = 0;
            for (; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
                value = value * 10 + (text.charAt(i) - '0');
            }
            result.append(value == 0 ? "0" : value == allele ? "1" : ".");
        }
        return result.toString();
    }

    /** What a sample's genotype amounts to. */
    enum Kind {
        /** Has no GT. */
        NONE,
        /** All copies unknown. */
        MISSING,
        /** No alternate allele, though a copy may be unknown. */
        REFERENCE,
        /** At least one alternate allele. */
        CARRIER,
        /** Can't be read. */
        REFUSED
    }

    /** Looks at a genotype without building it; {@code null} where an allele is not there. */
    static @org.jspecify.annotations.Nullable Kind kind(
            String text, int from, int to, int alternates, boolean leadingMark) {
        int i = from;
        if (leadingMark && i < to && (text.charAt(i) == '/' || text.charAt(i) == '|')) {
            i++;
        }
        boolean alternate = false;
        boolean reference = false;
        while (true) {
            if (i == to) {
                return Kind.REFUSED;
            }
            char c = text.charAt(i);
            if (c == '.') {
                i++;
            } else {
                int start = i;
                int value = 0;
                while (i < to && text.charAt(i) >= '0' && text.charAt(i) <= '9' && i - start < 7) {
                    value = value * 10 + (text.charAt(i++) - '0');
                }
                if (i == start) {
                    return Kind.REFUSED;
                }
                if (value > alternates) {
                    return null;
                }
                alternate |= value > 0;
                reference |= value == 0;
            }
            if (i == to) {
                return alternate ? Kind.CARRIER : reference ? Kind.REFERENCE : Kind.MISSING;
            }
            if (text.charAt(i) != '/' && text.charAt(i) != '|') {
                return Kind.REFUSED;
            }
            i++;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Genotype that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
