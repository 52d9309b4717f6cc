package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.web.ingest.reading.DocumentFormat;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * VCF and BCF as documents: each sample is a subject {@code vcf-sample} of its own. Parameters: {@code sample} takes one sample
 * only, and gives a file that lists sites without a sample its sample; {@code panel-megabases} asks for the mutational burden.
 */
public final class VcfDocuments implements DocumentReader {
    private static final DocumentFormat FORMAT = new DocumentFormat(
            "vcf",
            Modality.GENOMICS,
            "##fileformat=VCFv4 in the first line, or the magic of BCF 2",
            "an allele for each sample that carries it, with genotype, reads and annotation");

    private final Function<String, @Nullable ReferenceSequence> references;

    /** No reference sequences: alleles stay as the source writes them. */
    public VcfDocuments() {
        this(assembly -> null);
    }

    /**
     * Begins with nothing.
     *
     * @param references the sequence of an assembly, or null where there is none
     */
    public VcfDocuments(Function<String, @Nullable ReferenceSequence> references) {
        this.references = references;
    }

    @Override
    public DocumentFormat format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(byte[] beginning) {
        return VcfReader.recognises(beginning);
    }

    @Override
    public void read(InputStream in, ReadingOptions options, FindingSink sink) throws IOException {
        VcfFindings findings = new VcfFindings(options, references, sink);
        try {
            VcfReader.read(in, findings);
        } catch (VcfFindings.ReferenceFailure e) {
            throw e.failure();
        }
        findings.end();
    }
}
