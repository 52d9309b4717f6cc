package io.anamnesis.web.ingest.genomic;

import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.message.VariantCalls.GeneValue;
import io.anamnesis.protocol.message.VariantCalls.StructuralVariant;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.Finding.Subject;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is said of each sample into findings of up to {@value #MAX_BATCH} things, since a message per allele would cost
 * more than the allele. The origin of a finding is its first line; each thing carries its own. At most {@value #MAX_HELD} things
 * wait, of all samples together. Where findings are parted depends on the content only. One thread's.
 */
public final class GenomicFindings {
    static final int MAX_BATCH = 500;
    static final int MAX_HELD = 50_000;
    private static final int MAX_SAMPLE_CHARS = 256;

    private static final Fault SAMPLE_NAME =
            new Fault("sample-name-too-long", "a sample's name has at most " + MAX_SAMPLE_CHARS + " characters");

    private final Source source;
    private final Instant observedAt;
    private final String assembly;
    private final FindingSink sink;
    private final Map<String, Batch> batches = new LinkedHashMap<>();
    private @Nullable String document;
    private int held;

    /**
     * Begins with nothing.
     *
     * @param document the name of the document that is read first, or null
     */
    public GenomicFindings(
            Source source, Instant observedAt, String assembly, @Nullable String document, FindingSink sink) {
        this.source = source;
        this.observedAt = observedAt;
        this.assembly = assembly;
        this.document = document;
        this.sink = sink;
    }

    private static final class Batch {
        private final Subject subject;
        private final String sample;
        private final List<Variant> variants = new ArrayList<>();
        private final List<GeneValue> geneValues = new ArrayList<>();
        private final List<StructuralVariant> structuralVariants = new ArrayList<>();
        private final Map<String, Double> biomarkers = new TreeMap<>();
        private long line;

        Batch(Subject subject, String sample) {
            this.subject = subject;
            this.sample = sample;
        }

        int size() {
            return variants.size() + geneValues.size() + structuralVariants.size() + biomarkers.size();
        }
    }

    /** The next things stand in another document. */
    public void enter(@Nullable String newDocument) {
        flush();
        document = newDocument;
    }

    /** An allele of a sample. */
    public void variant(Subject subject, String sample, long line, Variant variant) {
        Batch batch = batch(subject, sample, line);
        if (batch != null) {
            batch.variants.add(variant);
            added(batch);
        }
    }

    /** A value of a gene in a sample. */
    public void geneValue(Subject subject, String sample, long line, GeneValue value) {
        Batch batch = batch(subject, sample, line);
        if (batch != null) {
            batch.geneValues.add(value);
            added(batch);
        }
    }

    /** Two joined places of a sample's genome. */
    public void structuralVariant(Subject subject, String sample, long line, StructuralVariant variant) {
        Batch batch = batch(subject, sample, line);
        if (batch != null) {
            batch.structuralVariants.add(variant);
            added(batch);
        }
    }

    /** A named number of a sample. */
    public void biomarker(Subject subject, String sample, long line, String name, double value) {
        Batch batch = batch(subject, sample, line);
        if (batch != null && batch.biomarkers.put(name, value) == null) {
            added(batch);
        }
    }

    /** Hands over a refusal. */
    public void refused(Refusal refusal) {
        sink.refused(refusal);
    }

    private @Nullable Batch batch(Subject subject, String sample, long line) {
        if (sample.length() > MAX_SAMPLE_CHARS) {
            sink.refused(new Refusal(line, null, SAMPLE_NAME.code(), SAMPLE_NAME.reason()));
            return null;
        }
        Batch batch = batches.computeIfAbsent(sample, name -> new Batch(subject, name));
        if (batch.size() == 0) {
            batch.line = line;
        }
        return batch;
    }

    private void added(Batch batch) {
        held++;
        if (batch.size() >= MAX_BATCH) {
            batches.remove(batch.sample);
            held -= batch.size();
            hand(batch);
        } else if (held >= MAX_HELD) {
            flush();
        }
    }

    /** Hands over all that waits, in the order in which the samples came. */
    public void flush() {
        List<Batch> all = new ArrayList<>(batches.values());
        batches.clear();
        held = 0;
        all.forEach(this::hand);
    }

    private void hand(Batch batch) {
        sink.found(new Finding(
                batch.subject,
                source,
                observedAt,
                null,
                Set.of(),
                new Payload.GenomicPayload(new VariantCalls(
                        assembly,
                        batch.sample,
                        batch.variants,
                        batch.biomarkers,
                        batch.geneValues,
                        batch.structuralVariants)),
                Origin.shortened(document, batch.line, null)));
    }
}
