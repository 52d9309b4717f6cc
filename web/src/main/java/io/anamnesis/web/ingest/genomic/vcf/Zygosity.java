package io.anamnesis.web.ingest.genomic.vcf;

/** How many copies of a sample carry an allele. */
public enum Zygosity {
    /** At least one copy carries it, at least one another allele (the reference or a second alternate). */
    HETEROZYGOUS,
    /** All copies carry it, and there are several. */
    HOMOZYGOUS,
    /** The only copy carries it. */
    HEMIZYGOUS,
    /** Some copy carries it, the others could not be told. */
    HALF_MISSING
}
