package io.anamnesis.sharding.profile.genomic;

import io.anamnesis.protocol.message.VariantCalls.GeneValue;
import io.anamnesis.protocol.message.VariantCalls.StructuralVariant;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a cohort can be filtered by: {@code gene:BRAF} (a call that passed), {@code variant:BRAF:p.Val600Glu}, {@code
 * pathogenic:BRCA1}, {@code lof:BRCA1}, {@code fusion:KIAA1549-BRAF}, {@code cna:ERBB2:amplification} or {@code
 * cna:PTEN:deep-deletion}. At most {@value #MAX_TERMS}: of a whole genome the panel's genes and what is likely to matter come
 * first, then the others in the order of their names.
 */
final class GenomicTerms {
    static final int MAX_TERMS = 5_000;
    private static final int MAX_GENE_CHARS = 64;

    private final GenePanel panel;
    /** By importance: a set that is full takes no more of those behind it. */
    private final List<TreeSet<String>> ranks = List.of(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    private GenomicTerms(GenePanel panel) {
        this.panel = panel;
    }

    static Set<String> of(
            GenePanel panel, Stream<Variant> variants, Stream<GeneValue> values, Stream<StructuralVariant> structural) {
        GenomicTerms result = new GenomicTerms(panel);
        variants.forEach(result::variant);
        values.forEach(result::value);
        structural.forEach(result::structural);
        Set<String> terms = new TreeSet<>();
        for (TreeSet<String> rank : result.ranks) {
            rank.stream().limit(MAX_TERMS - terms.size()).forEach(terms::add);
        }
        return terms;
    }

    static boolean isPathogenic(Variant variant) {
        String significance = variant.significance();
        return significance != null
                && List.of(significance.split("/", -1)).stream()
                        .anyMatch(each -> each.equals("pathogenic") || each.equals("likely_pathogenic"));
    }

    /** Keeps the least names only, so that a genome costs no more than an exome. */
    private void add(int rank, String term) {
        TreeSet<String> terms = ranks.get(rank);
        terms.add(term);
        if (terms.size() > MAX_TERMS) {
            terms.pollLast();
        }
    }

    private void variant(Variant variant) {
        String gene = variant.gene();
        if (gene == null || variant.failedFilter() || gene.length() > MAX_GENE_CHARS) {
            return;
        }
        ConsequenceClass effect = ConsequenceClass.of(variant.consequence());
        boolean matters = effect == ConsequenceClass.LOF || isPathogenic(variant);
        int rank = panel.has(gene) ? 0 : matters ? 1 : 2;
        add(rank, "gene:" + gene);
        String change = protein(variant);
        if (change != null) {
            add(rank, "variant:" + gene + ":" + change);
        }
        if (isPathogenic(variant)) {
            add(rank, "pathogenic:" + gene);
        }
        if (effect == ConsequenceClass.LOF) {
            add(rank, "lof:" + gene);
        }
    }

    private static @Nullable String protein(Variant variant) {
        String own = variant.detail() == null
                ? null
                : ProteinChange.of(variant.detail().hgvsP());
        return own == null ? ProteinChange.of(variant.hgvs()) : own;
    }

    private void value(GeneValue value) {
        if (value.kind().equals("copy-number") && Math.abs(value.value()) == 2) {
            String state = value.value() > 0 ? "amplification" : "deep-deletion";
            add(panel.has(value.gene()) ? 0 : 1, "cna:" + value.gene() + ":" + state);
        }
    }

    private void structural(StructuralVariant variant) {
        if (variant.gene1() != null && variant.gene2() != null) {
            boolean known = panel.has(variant.gene1()) || panel.has(variant.gene2());
            add(known ? 0 : 1, "fusion:" + variant.gene1() + "-" + variant.gene2());
        }
    }
}
