/**
 * Reads VCF 4.0 to 4.5 and BCF 2.1 and 2.2.
 *
 * <p>Enters: a plain stream; gzip and BGZF were opened before. Leaves: a {@link
 * io.anamnesis.web.ingest.genomic.vcf.VcfHeader}, then {@link io.anamnesis.web.ingest.genomic.vcf.VcfRecord}s and refusals in
 * the order of the input, on the caller's thread, which blocks. One record is held at a time.
 *
 * <p>The columns are parsed here and not by htsjdk, for three reasons: htsjdk 4.3 reads no VCF 4.5 and no BCF 2.2; it throws at
 * the first line that it dislikes, without a column, where we refuse that line or field and go on; and it accepts much of what
 * the conformance suite wants refused. It is the independent reader that the tests compare with.
 */
@NullMarked
package io.anamnesis.web.ingest.genomic.vcf;

import org.jspecify.annotations.NullMarked;
