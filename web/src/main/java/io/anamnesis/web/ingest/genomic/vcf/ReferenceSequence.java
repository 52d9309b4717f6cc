package io.anamnesis.web.ingest.genomic.vcf;

import java.io.IOException;

/** The sequence of a reference genome. May be used by several threads. */
public interface ReferenceSequence {
    /** Bases of a contig; -1 where it has no such contig. */
    long length(String contig);

    /**
     * Upper-case bases.
     *
     * @param from 1-based
     * @param to included; at most the contig's length
     */
    String bases(String contig, long from, long to) throws IOException;
}
