package io.anamnesis.web.ingest.genomic.study;

import io.anamnesis.web.ingest.genomic.maf.MafCall;
import io.anamnesis.web.ingest.reading.Refusal;

/** Takes what is read, file by file and row by row, on the reader's thread. */
public interface StudySink {
    /** An allele of a sample's tumour. */
    void mutation(Place place, MafCall call);

    /** A value of a gene. */
    void geneValue(Place place, GeneValue value);

    /** Two joined places of the genome. */
    void structuralVariant(Place place, StructuralVariant variant);

    /** A named number of a sample. */
    void biomarker(Place place, String name, double value);

    /**
     * A file, row or cell that gives nothing.
     *
     * @param file name in the set
     */
    void refused(String file, Refusal refusal);

    /**
     * Where something stands, and of whom it is.
     *
     * @param file name in the set
     * @param line from 1
     */
    record Place(String file, long line, String patient, String sample) {
        /** Says where, never of whom. */
        @Override
        public String toString() {
            return "Place[" + file + ", line " + line + "]";
        }
    }
}
