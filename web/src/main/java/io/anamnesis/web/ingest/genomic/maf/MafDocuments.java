package io.anamnesis.web.ingest.genomic.maf;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import io.anamnesis.web.ingest.genomic.GenomicFindings;
import io.anamnesis.web.ingest.genomic.ObservedTime;
import io.anamnesis.web.ingest.genomic.PanelSize;
import io.anamnesis.web.ingest.reading.DocumentFormat;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.Finding.Subject;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * MAF as documents: each tumour sample is a subject {@code maf-sample} of its own. One assembly a document: a row of another than
 * the first row's is refused. The parameter {@code panel-megabases} asks for the mutational burden.
 */
public final class MafDocuments implements DocumentReader {
    private static final int MAX_SAMPLES = 1_000_000;
    private static final DocumentFormat FORMAT = new DocumentFormat(
            "maf",
            Modality.GENOMICS,
            "a header with Chromosome, Start_Position, Reference_Allele, Tumor_Seq_Allele2, Tumor_Sample_Barcode",
            "an allele of a tumour sample, with reads and annotation");

    @Override
    public DocumentFormat format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(byte[] beginning) {
        return MafReader.recognises(beginning);
    }

    @Override
    public void read(InputStream in, ReadingOptions options, FindingSink sink) throws IOException {
        Reading reading = new Reading(options, sink);
        MafReader.read(in, options.assembly(), reading);
        reading.end();
    }

    private static final class Reading implements MafSink {
        private final ReadingOptions options;
        private final FindingSink sink;
        private final Instant observedAt;
        private final double panelMegabases;
        private final Map<String, Integer> nonsynonymous = new LinkedHashMap<>();
        private @org.jspecify.annotations.Nullable GenomicFindings findings;
        private String assembly = "";

        Reading(ReadingOptions options, FindingSink sink) {
            this.options = options;
            this.sink = sink;
            this.observedAt = ObservedTime.of(options, null);
            this.panelMegabases = PanelSize.megabases(options);
        }

        @Override
        public void call(MafCall call) {
            GenomicFindings into = findings;
            if (into == null) {
                assembly = call.assembly();
                into = new GenomicFindings(new Source("maf", null), observedAt, assembly, options.document(), sink);
                findings = into;
            }
            if (!call.assembly().equals(assembly)) {
                sink.refused(new Refusal(
                        call.line(),
                        "NCBI_Build",
                        "assembly-mismatch",
                        "the row is of another assembly than the first row"));
                return;
            }
            Variant variant = MafVariants.of(call, sink::refused);
            if (variant != null) {
                into.variant(subject(call.sample()), call.sample(), call.line(), variant);
                count(call);
            }
        }

        private void count(MafCall call) {
            if (panelMegabases > 0
                    && (nonsynonymous.size() < MAX_SAMPLES || nonsynonymous.containsKey(call.sample()))) {
                boolean counts =
                        call.isNonsynonymous() && call.filters().isEmpty() && !"germline".equals(call.status());
                nonsynonymous.merge(call.sample(), counts ? 1 : 0, Integer::sum);
            }
        }

        private static Subject subject(String sample) {
            return new Subject("maf-sample", sample);
        }

        @Override
        public void refused(Refusal refusal) {
            sink.refused(refusal);
        }

        void end() {
            GenomicFindings into = findings;
            if (into != null) {
                nonsynonymous.forEach((sample, count) -> {
                    into.biomarker(subject(sample), sample, 0, "tmb-per-mb", count / panelMegabases);
                    into.biomarker(subject(sample), sample, 0, "tmb-panel-mb", panelMegabases);
                });
                into.flush();
            }
        }
    }
}
