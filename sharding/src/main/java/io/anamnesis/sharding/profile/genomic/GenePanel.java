package io.anamnesis.sharding.profile.genomic;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The genes that get features of their own; all others are counted in the totals. At most {@value #MAX_GENES}. */
public final class GenePanel {
    /** A gene makes up to five features, and a slice has at most a thousand. */
    public static final int MAX_GENES = 150;

    private static final GenePanel STANDARD = new GenePanel(List.of(
            "ABL1", "AKT1", "ALK", "APC", "AR", "ARID1A", "ATM", "ATR", "BAP1", "BRAF", "BRCA1", "BRCA2", "BTK", "CALR",
            "CCND1", "CDH1", "CDK12", "CDK4", "CDKN2A", "CEBPA", "CHEK2", "CTNNB1", "DNMT3A", "EGFR", "ERBB2", "ESR1",
            "EZH2", "FBXW7", "FGFR1", "FGFR2", "FGFR3", "FLT3", "FOXA1", "GATA3", "GNAQ", "GNAS", "HRAS", "IDH1",
            "IDH2", "JAK2", "KEAP1", "KIT", "KRAS", "MAP2K1", "MAP3K1", "MDM2", "MET", "MLH1", "MPL", "MSH2", "MSH6",
            "MYC", "MYD88", "NF1", "NF2", "NOTCH1", "NPM1", "NRAS", "NTRK1", "NTRK2", "NTRK3", "PALB2", "PDGFRA",
            "PIK3CA", "PIK3R1", "PMS2", "POLE", "PTCH1", "PTEN", "RAD51C", "RAD51D", "RB1", "RET", "ROS1", "RUNX1",
            "SF3B1", "SMAD4", "SMARCA4", "SMO", "STK11", "TERT", "TET2", "TP53", "TSC1", "TSC2", "VHL", "WT1"));

    private final Set<String> genes;

    /**
     * A panel of these genes.
     *
     * @throws IllegalArgumentException where there are too many
     */
    public GenePanel(Collection<String> symbols) {
        genes = Collections.unmodifiableSet(new TreeSet<>(symbols));
        if (genes.size() > MAX_GENES) {
            throw new IllegalArgumentException("at most " + MAX_GENES + " genes in the panel, here " + genes.size());
        }
    }

    /** Genes that guidelines of oncology name, for a system that configures none. */
    public static GenePanel standard() {
        return STANDARD;
    }

    /** Symbols, sorted. */
    public Set<String> genes() {
        return genes;
    }

    boolean has(String gene) {
        return genes.contains(gene);
    }
}
