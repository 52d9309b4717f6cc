package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Annotation;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes of a record one call for each sample and each alternate allele that it carries. One thread's. */
public final class CallExtractor {
    private final VcfHeader header;
    private final Annotations annotations;
    private final @Nullable LeftNormaliser normaliser;
    private final CallCounts counts = new CallCounts();
    private int[] depths = {};

    /**
     * Begins with nothing.
     *
     * @param normaliser null where no reference sequence is given: then alleles stay as the source writes them
     */
    public CallExtractor(VcfHeader header, @Nullable LeftNormaliser normaliser) {
        this.header = header;
        this.annotations = new Annotations(header);
        this.normaliser = normaliser;
    }

    /** Of all records so far. */
    public CallCounts counts() {
        return counts;
    }

    /**
     * Whether the record fits the reference sequence, where one is given and has the contig.
     *
     * @throws IOException where the reference can't be read
     */
    public boolean agrees(VcfRecord record) throws IOException {
        return normaliser == null
                || !normaliser.knows(record.contig())
                || normaliser.agrees(record.contig(), record.position(), record.reference());
    }

    /**
     * Hands over the calls of a record.
     *
     * @throws IOException where the reference can't be read
     */
    public void extract(VcfRecord record, Consumer<VariantCall> calls) throws IOException {
        int alternates = record.alternates().size();
        @Nullable Shared[] shared = new Shared[alternates];
        int depthKey = record.key("AD");
        for (int sample = 0; sample < record.samples(); sample++) {
            if (!isCarrier(record, sample)) {
                continue;
            }
            Genotype genotype = record.genotype(sample);
            if (genotype == null) {
                continue;
            }
            counts.halfMissing += genotype.carries(-1) ? 1 : 0;
            for (int alternate = 1; alternate <= alternates; alternate++) {
                if (genotype.carries(alternate) && isVariant(record.alternates().get(alternate - 1))) {
                    Shared site = shared[alternate - 1];
                    if (site == null) {
                        site = site(record, alternate);
                        shared[alternate - 1] = site;
                    }
                    counts.calls++;
                    calls.accept(call(record, sample, genotype, alternate, depthKey, site));
                }
            }
        }
    }

    /**
     * The sites themselves as calls without a genotype, for a file that lists one sample's variants and no sample.
     *
     * @param sample index to give them
     */
    public void extractSites(VcfRecord record, int sample, Consumer<VariantCall> calls) throws IOException {
        for (int alternate = 1; alternate <= record.alternates().size(); alternate++) {
            if (isVariant(record.alternates().get(alternate - 1))) {
                counts.calls++;
                calls.accept(call(record, sample, null, alternate, -1, site(record, alternate)));
            }
        }
    }

    private boolean isCarrier(VcfRecord record, int sample) {
        switch (record.kind(sample)) {
            case CARRIER -> {
                return true;
            }
            case REFERENCE -> counts.homozygousReference++;
            case MISSING -> counts.missing++;
            case NONE -> counts.withoutGenotype++;
            case REFUSED -> counts.refusedGenotypes++;
        }
        return false;
    }

    private boolean isVariant(String allele) {
        if (Alleles.isOverlap(allele)) {
            counts.overlapAlleles++;
            return false;
        }
        if (Alleles.isUnseen(allele)) {
            counts.unseenAlleles++;
            return false;
        }
        return true;
    }

    /** What all carriers of an allele have in common. */
    private record Shared(
            LeftNormaliser.Site site,
            Annotation annotation,
            List<String> filters,
            @Nullable Boolean passed) {}

    private Shared site(VcfRecord record, int alternate) throws IOException {
        LeftNormaliser.Site site = new LeftNormaliser.Site(
                record.position(),
                record.reference(),
                List.of(record.alternates().get(alternate - 1)));
        if (normaliser != null && normaliser.knows(record.contig())) {
            site = normaliser.normalise(record.contig(), site);
        }
        boolean passed = record.filter().equals("PASS");
        boolean unknown = record.filter().equals(".");
        return new Shared(
                site,
                annotations.of(record, alternate),
                passed || unknown ? List.of() : List.of(record.filter().split(";", -1)),
                unknown ? null : passed);
    }

    private VariantCall call(
            VcfRecord record, int sample, @Nullable Genotype genotype, int alternate, int depthKey, Shared shared) {
        int[] reads = depthKey < 0 ? null : depths(record, sample, depthKey);
        return new VariantCall(
                sample,
                record.contig(),
                shared.site().position(),
                shared.site().reference(),
                shared.site().alternates().get(0),
                record.id().equals(".") ? null : record.id(),
                record.quality(),
                shared.filters(),
                shared.passed(),
                genotype == null ? null : record.alternates().size() == 1 ? genotype.text() : genotype.only(alternate),
                genotype != null && genotype.phased(),
                genotype == null ? null : genotype.zygosity(alternate),
                reads == null || reads[0] < 0 ? null : reads[0],
                reads == null || reads[alternate] < 0 ? null : reads[alternate],
                genotype == null ? null : fraction(record, sample, alternate, reads),
                shared.annotation(),
                record.line());
    }

    /** Reads per allele, -1 where one is missing; null where they are not given for all alleles. The next takes the same array. */
    private int @Nullable [] depths(VcfRecord record, int sample, int key) {
        int alleles = record.alternates().size() + 1;
        if (depths.length != alleles) {
            depths = new int[alleles];
        }
        return record.numbers(sample, key, depths) ? depths : null;
    }

    private @Nullable Double fraction(VcfRecord record, int sample, int alternate, int @Nullable [] reads) {
        if (reads != null && reads[alternate] >= 0) {
            long total = 0;
            for (int depth : reads) {
                total += Math.max(0, depth);
            }
            if (total > 0) {
                return (double) reads[alternate] / total;
            }
        }
        Double stated = stated(record, sample, "AF", alternate);
        return stated == null ? stated(record, sample, "FREQ", alternate) : stated;
    }

    /** A fraction, or with a percent sign a hundredth of it. */
    private @Nullable Double stated(VcfRecord record, int sample, String key, int alternate) {
        String text = record.sample(sample, key);
        if (text == null) {
            return null;
        }
        String[] values = text.split(",", -1);
        if (values.length != record.alternates().size()) {
            return null;
        }
        String value = values[alternate - 1];
        boolean percent = value.endsWith("%");
        OptionalDouble number = Numbers.finite(percent ? value.substring(0, value.length() - 1) : value);
        double fraction = number.orElse(-1) / (percent ? 100 : 1);
        return fraction >= 0 && fraction <= 1 ? (Double) fraction : null;
    }

    /** The header that the records belong to. */
    public VcfHeader header() {
        return header;
    }
}
