package io.anamnesis.web.ingest.genomic.study;

import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import io.anamnesis.web.ingest.genomic.FileSet;
import io.anamnesis.web.ingest.genomic.GenomicFindings;
import io.anamnesis.web.ingest.genomic.MessageLimits;
import io.anamnesis.web.ingest.genomic.ObservedTime;
import io.anamnesis.web.ingest.genomic.maf.MafCall;
import io.anamnesis.web.ingest.genomic.maf.MafVariants;
import io.anamnesis.web.ingest.genomic.study.StructuralVariant.Breakend;
import io.anamnesis.web.ingest.reading.Finding.Subject;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A study as findings: the patients of its clinical file are subjects {@code cbioportal-patient}. Not a {@code DocumentReader},
 * since a study is many files: whoever has a folder or a zip with a {@code meta_study.txt} calls this.
 */
public final class StudyFindings implements StudySink {
    private final GenomicFindings findings;
    private final FindingSink sink;
    private final @Nullable String outer;
    private String file = "";

    private StudyFindings(GenomicFindings findings, FindingSink sink, @Nullable String outer) {
        this.findings = findings;
        this.sink = sink;
        this.outer = outer;
    }

    /**
     * Reads all of it. The document of the options is the name of the folder or zip, and observedAt must be given.
     *
     * @throws io.anamnesis.web.ingest.reading.UnreadableInput where the study as a whole can't be read
     */
    public static StudyReport read(FileSet files, ReadingOptions options, FindingSink sink) throws IOException {
        GenomicFindings findings = new GenomicFindings(
                new Source("cbioportal", null),
                ObservedTime.of(options, null),
                CbioStudy.assembly(files, options),
                options.document(),
                sink);
        StudyReport report = CbioStudy.read(files, options, new StudyFindings(findings, sink, options.document()));
        findings.flush();
        return report;
    }

    private static Subject subject(Place place) {
        return new Subject("cbioportal-patient", place.patient());
    }

    private void enter(Place place) {
        if (!place.file().equals(file)) {
            file = place.file();
            findings.enter(outer == null ? file : outer + "!/" + file);
        }
    }

    private MessageLimits limits(Place place) {
        return new MessageLimits(place.line(), refusal -> refused(place.file(), refusal));
    }

    @Override
    public void mutation(Place place, MafCall call) {
        enter(place);
        Variant variant = MafVariants.of(call, refusal -> refused(place.file(), refusal));
        if (variant != null) {
            findings.variant(subject(place), place.sample(), place.line(), variant);
        }
    }

    @Override
    public void geneValue(Place place, GeneValue value) {
        enter(place);
        MessageLimits limits = limits(place);
        String gene = limits.fit(value.gene(), MessageLimits.MAX_GENE_CHARS, "Hugo_Symbol");
        String profile = limits.fit(value.profile(), MessageLimits.MAX_NAME_CHARS, "stable_id");
        if (gene != null && profile != null) {
            findings.geneValue(
                    subject(place),
                    place.sample(),
                    place.line(),
                    new VariantCalls.GeneValue(value.kind(), profile, gene, value.value(), place.line()));
        }
    }

    @Override
    public void structuralVariant(Place place, StructuralVariant variant) {
        enter(place);
        MessageLimits limits = limits(place);
        Breakend first = variant.first();
        Breakend second = variant.second();
        findings.structuralVariant(
                subject(place),
                place.sample(),
                place.line(),
                new VariantCalls.StructuralVariant(
                        first == null
                                ? null
                                : limits.fit(first.gene(), MessageLimits.MAX_GENE_CHARS, "Site1_Hugo_Symbol"),
                        first == null
                                ? null
                                : limits.fit(first.contig(), MessageLimits.MAX_NAME_CHARS, "Site1_Chromosome"),
                        first == null ? null : first.position(),
                        second == null
                                ? null
                                : limits.fit(second.gene(), MessageLimits.MAX_GENE_CHARS, "Site2_Hugo_Symbol"),
                        second == null
                                ? null
                                : limits.fit(second.contig(), MessageLimits.MAX_NAME_CHARS, "Site2_Chromosome"),
                        second == null ? null : second.position(),
                        limits.fit(variant.type(), MessageLimits.MAX_NAME_CHARS, "Class"),
                        limits.fit(variant.status(), MessageLimits.MAX_GENE_CHARS, "SV_Status"),
                        limits.fit(variant.frame(), MessageLimits.MAX_NAME_CHARS, "Site2_Effect_On_Frame"),
                        variant.tumourVariantReads() == null
                                ? null
                                : (Long) variant.tumourVariantReads().longValue(),
                        place.line()));
    }

    @Override
    public void biomarker(Place place, String name, double value) {
        enter(place);
        findings.biomarker(subject(place), place.sample(), place.line(), name, value);
    }

    @Override
    public void refused(String in, Refusal refusal) {
        String element = refusal.element() == null ? in : in + " " + refusal.element();
        sink.refused(new Refusal(refusal.line(), element, refusal.code(), refusal.reason()));
    }
}
