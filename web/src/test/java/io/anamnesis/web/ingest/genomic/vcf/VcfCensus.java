package io.anamnesis.web.ingest.genomic.vcf;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Counts records as {@code bcftools stats} does: a record counts once for each kind among its alternates. */
final class VcfCensus {
    enum Kind {
        REFERENCE,
        SNP,
        MNP,
        INDEL,
        OTHER,
        BREAKEND,
        OVERLAP
    }

    private final Map<String, Integer> counts = new LinkedHashMap<>();

    VcfCensus() {
        for (String name : new String[] {
            "records",
            "no_ALT",
            "SNPs",
            "MNPs",
            "indels",
            "others",
            "multiallelic_sites",
            "multiallelic_SNP_sites",
            "ts",
            "tv"
        }) {
            counts.put(name, 0);
        }
    }

    Map<String, Integer> counts() {
        return counts;
    }

    void count(VcfRecord record) {
        add("records");
        java.util.EnumSet<Kind> kinds = java.util.EnumSet.noneOf(Kind.class);
        record.alternates().forEach(alternate -> kinds.add(kind(record.reference(), alternate)));
        kinds.remove(Kind.REFERENCE);
        if (kinds.isEmpty()) {
            add("no_ALT");
        }
        if (kinds.contains(Kind.SNP)) {
            add("SNPs");
            record.alternates().forEach(alternate -> substitution(record.reference(), alternate));
        }
        if (kinds.contains(Kind.MNP)) {
            add("MNPs");
        }
        if (kinds.contains(Kind.INDEL)) {
            add("indels");
        }
        if (kinds.contains(Kind.OTHER)) {
            add("others");
        }
        if (record.alternates().size() > 1) {
            add("multiallelic_sites");
            if (kinds.equals(java.util.EnumSet.of(Kind.SNP))) {
                add("multiallelic_SNP_sites");
            }
        }
    }

    private void substitution(String reference, String alternate) {
        if (kind(reference, alternate) != Kind.SNP || reference.charAt(0) == alternate.charAt(0)) {
            return;
        }
        String change = ("" + reference.charAt(0) + alternate.charAt(0)).toUpperCase(Locale.ROOT);
        boolean transition = change.equals("AG") || change.equals("GA") || change.equals("CT") || change.equals("TC");
        add(transition ? "ts" : "tv");
    }

    /** The kind of change between two alleles, after what they share at both ends is left out. */
    static Kind kind(String referenceAllele, String alternateAllele) {
        if (Alleles.isOverlap(alternateAllele)) {
            return Kind.OVERLAP;
        }
        if (Alleles.isUnseen(alternateAllele)) {
            return Kind.REFERENCE;
        }
        if (Alleles.isSymbolic(alternateAllele)) {
            return Kind.OTHER;
        }
        if (alternateAllele.indexOf('[') >= 0 || alternateAllele.indexOf(']') >= 0) {
            return Kind.BREAKEND;
        }
        String reference = referenceAllele.toUpperCase(Locale.ROOT);
        String alternate = alternateAllele.toUpperCase(Locale.ROOT);
        int prefix = 0;
        while (prefix < Math.min(reference.length(), alternate.length())
                && reference.charAt(prefix) == alternate.charAt(prefix)) {
            prefix++;
        }
        String r = reference.substring(prefix);
        String a = alternate.substring(prefix);
        int suffix = 0;
        while (suffix < Math.min(r.length(), a.length())
                && r.charAt(r.length() - 1 - suffix) == a.charAt(a.length() - 1 - suffix)) {
            suffix++;
        }
        r = r.substring(0, r.length() - suffix);
        a = a.substring(0, a.length() - suffix);
        if (r.isEmpty() && a.isEmpty()) {
            return Kind.REFERENCE;
        }
        if (r.isEmpty() || a.isEmpty()) {
            return Kind.INDEL;
        }
        if (r.length() == 1 && a.length() == 1) {
            return Kind.SNP;
        }
        return r.length() == a.length() ? Kind.MNP : Kind.OTHER;
    }

    private void add(String name) {
        counts.merge(name, 1, Integer::sum);
    }
}
