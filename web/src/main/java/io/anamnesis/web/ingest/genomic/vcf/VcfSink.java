package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.reading.Refusal;

/** Takes what is read, in the order of the input, on the reader's thread. What it throws ends the read. */
public interface VcfSink {
    /** Comes once, before all records. */
    void header(VcfHeader header);

    /** A record that stands, without those of its fields that were refused. Valid after the call too. */
    void record(VcfRecord record);

    /** A line, or a part of a line that stands. */
    void refused(Refusal refusal);
}
