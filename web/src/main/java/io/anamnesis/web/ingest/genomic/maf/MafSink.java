package io.anamnesis.web.ingest.genomic.maf;

import io.anamnesis.web.ingest.reading.Refusal;

/** Takes what is read, in the order of the rows, on the reader's thread. */
public interface MafSink {
    /** An allele. */
    void call(MafCall call);

    /** A row, or a cell of a row that stands. */
    void refused(Refusal refusal);
}
