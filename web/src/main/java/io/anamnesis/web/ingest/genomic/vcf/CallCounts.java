package io.anamnesis.web.ingest.genomic.vcf;

/** What samples have at sites, and why that was or was not a variant. One thread's. */
public final class CallCounts {
    long calls;
    long homozygousReference;
    long missing;
    long halfMissing;
    long withoutGenotype;
    long refusedGenotypes;
    long overlapAlleles;
    long unseenAlleles;

    /** Alleles handed on. */
    public long calls() {
        return calls;
    }

    /** Genotypes without an alternate allele: no variant. */
    public long homozygousReference() {
        return homozygousReference;
    }

    /** Genotypes of which no copy is known. */
    public long missing() {
        return missing;
    }

    /** Genotypes of which some copy is known and another is not. */
    public long halfMissing() {
        return halfMissing;
    }

    /** Samples of rows whose FORMAT has no GT. */
    public long withoutGenotype() {
        return withoutGenotype;
    }

    /** Genotypes that were refused. */
    public long refusedGenotypes() {
        return refusedGenotypes;
    }

    /** Carried {@code *} alleles: the deletion that they point to is a variant of another row. */
    public long overlapAlleles() {
        return overlapAlleles;
    }

    /** Carried {@code <NON_REF>} and {@code <*>} alleles: no variant that anyone saw. */
    public long unseenAlleles() {
        return unseenAlleles;
    }
}
