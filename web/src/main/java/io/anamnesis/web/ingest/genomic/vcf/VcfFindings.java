package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import io.anamnesis.protocol.message.VariantCalls.VariantDetail;
import io.anamnesis.web.ingest.genomic.Annotation;
import io.anamnesis.web.ingest.genomic.Consequences;
import io.anamnesis.web.ingest.genomic.GenomicFindings;
import io.anamnesis.web.ingest.genomic.MessageLimits;
import io.anamnesis.web.ingest.genomic.ObservedTime;
import io.anamnesis.web.ingest.genomic.PanelSize;
import io.anamnesis.web.ingest.reading.Finding.Subject;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes findings of one input's records. */
final class VcfFindings implements VcfSink {
    private final ReadingOptions options;
    private final Function<String, @Nullable ReferenceSequence> references;
    private final FindingSink sink;
    private final double panelMegabases;
    private @Nullable Reading reading;

    /** The reference sequence failed, not the input: carried through callbacks that may throw nothing checked. */
    static final class ReferenceFailure extends RuntimeException {
        private final IOException failure;

        ReferenceFailure(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException failure() {
            return failure;
        }
    }

    VcfFindings(ReadingOptions options, Function<String, @Nullable ReferenceSequence> references, FindingSink sink) {
        this.options = options;
        this.references = references;
        this.sink = sink;
        this.panelMegabases = PanelSize.megabases(options);
    }

    @Override
    public void header(VcfHeader header) {
        reading = new Reading(header);
    }

    @Override
    public void record(VcfRecord record) {
        try {
            Objects.requireNonNull(reading).record(record);
        } catch (IOException e) {
            throw new ReferenceFailure(e);
        }
    }

    @Override
    public void refused(Refusal refusal) {
        sink.refused(refusal);
    }

    void end() {
        Objects.requireNonNull(reading).end();
    }

    /** From the header on. */
    private final class Reading {
        private final List<String> samples;
        private final Subject[] subjects;
        private final boolean sitesOnly;
        private final int only;
        private final CallExtractor extractor;
        private final GenomicFindings findings;
        private final int[] nonsynonymous;

        Reading(VcfHeader header) {
            String assembly = header.assembly(options.assembly());
            String wanted = options.parameters().get("sample");
            sitesOnly = header.samples().isEmpty();
            if (sitesOnly && wanted == null) {
                throw new UnreadableInput(
                        "no-samples",
                        "the file lists sites and no sample; where they are one sample's, name it by the parameter sample",
                        "line " + header.columnsLine());
            }
            samples = sitesOnly ? List.of(Objects.requireNonNull(wanted)) : header.samples();
            only = wanted == null ? -1 : samples.indexOf(wanted);
            if (wanted != null && only < 0) {
                throw new UnreadableInput(
                        "unknown-sample",
                        "no column has the name of the parameter sample",
                        "line " + header.columnsLine());
            }
            subjects = samples.stream()
                    .map(name -> new Subject("vcf-sample", name))
                    .toArray(Subject[]::new);
            nonsynonymous = new int[panelMegabases > 0 ? samples.size() : 0];
            ReferenceSequence reference = references.apply(assembly);
            extractor = new CallExtractor(header, reference == null ? null : new LeftNormaliser(reference));
            findings = new GenomicFindings(
                    new Source("vcf", null),
                    ObservedTime.of(options, header.fileDate()),
                    assembly,
                    options.document(),
                    sink);
        }

        void record(VcfRecord record) throws IOException {
            if (!extractor.agrees(record)) {
                sink.refused(new Refusal(record.line(), "REF", VcfFault.REFERENCE.code(), VcfFault.REFERENCE.reason()));
            } else if (sitesOnly) {
                extractor.extractSites(record, 0, this::call);
            } else {
                extractor.extract(record, this::call);
            }
        }

        private void call(VariantCall call) {
            if (only >= 0 && call.sample() != only) {
                return;
            }
            MessageLimits limits = new MessageLimits(call.line(), sink::refused);
            if (!limits.alleles(call.reference(), call.alternate())) {
                return;
            }
            if (nonsynonymous.length > 0
                    && call.filters().isEmpty()
                    && Consequences.isNonsynonymous(call.annotation().consequence())) {
                nonsynonymous[call.sample()]++;
            }
            findings.variant(subjects[call.sample()], samples.get(call.sample()), call.line(), variant(call, limits));
        }

        void end() {
            for (int sample = 0; sample < nonsynonymous.length; sample++) {
                if (only < 0 || only == sample) {
                    findings.biomarker(
                            subjects[sample],
                            samples.get(sample),
                            0,
                            "tmb-per-mb",
                            nonsynonymous[sample] / panelMegabases);
                    findings.biomarker(subjects[sample], samples.get(sample), 0, "tmb-panel-mb", panelMegabases);
                }
            }
            findings.flush();
        }
    }

    private static Variant variant(VariantCall call, MessageLimits limits) {
        Annotation said = call.annotation();
        String hgvsC = limits.fit(said.hgvsC(), MessageLimits.MAX_ALLELE_CHARS, "HGVSc");
        String hgvsP = limits.fit(said.hgvsP(), MessageLimits.MAX_ALLELE_CHARS, "HGVSp");
        return new Variant(
                call.contig(),
                call.position(),
                call.reference(),
                call.alternate(),
                limits.fit(call.genotype(), MessageLimits.MAX_NAME_CHARS, "GT"),
                limits.fit(said.gene(), MessageLimits.MAX_GENE_CHARS, "gene"),
                limits.fit(said.consequence(), MessageLimits.MAX_NAME_CHARS, "consequence"),
                hgvsP == null ? hgvsC : hgvsP,
                call.alleleFraction(),
                detail(call, limits, hgvsC, hgvsP));
    }

    private static VariantDetail detail(
            VariantCall call, MessageLimits limits, @Nullable String hgvsC, @Nullable String hgvsP) {
        Zygosity zygosity = call.zygosity();
        return new VariantDetail(
                limits.fit(call.id(), MessageLimits.MAX_ID_CHARS, "ID"),
                call.quality(),
                call.filters().stream()
                        .map(name -> name.length() > MessageLimits.MAX_NAME_CHARS ? "…" : name)
                        .limit(VariantDetail.MAX_FILTERS)
                        .toList(),
                call.genotype() == null ? null : (Boolean) call.phased(),
                zygosity == null
                        ? null
                        : zygosity.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                limits.fit(call.annotation().transcript(), MessageLimits.MAX_NAME_CHARS, "transcript"),
                hgvsC,
                hgvsP,
                limits.fit(call.annotation().significance(), MessageLimits.MAX_NAME_CHARS, "significance"),
                null,
                call.referenceDepth() == null
                        ? null
                        : (Long) call.referenceDepth().longValue(),
                call.alternateDepth() == null
                        ? null
                        : (Long) call.alternateDepth().longValue(),
                call.line());
    }
}
