package io.anamnesis.sharding.profile.genomic;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.message.VariantCalls.GeneValue;
import io.anamnesis.protocol.message.VariantCalls.StructuralVariant;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.IndexElements;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import io.anamnesis.sharding.profile.modality.Kind;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Alleles by (assembly, sample, contig, position, reference, alternate), values of genes by (sample, kind, profile, gene),
 * structural variants by (assembly, sample, both sides, type), biomarkers by name. A message states what it states: what it
 * does not mention stays.
 */
public final class GenomicSlice implements ModalitySlice {
    /** A named number such as TMB. */
    public record Biomarker(String name, double value) {}

    private final int maxItems;
    private final GenePanel panel;
    private final Holdings<Variant> variants = new Holdings<>(new Kind<>(
            "variant",
            Variant.class,
            Map.of("gene", Variant::gene, "consequence", Variant::consequence, "significance", Variant::significance)));
    private final Holdings<Biomarker> biomarkers =
            new Holdings<>(new Kind<>("biomarker", Biomarker.class, Map.of("name", Biomarker::name)));
    private final Holdings<GeneValue> geneValues = new Holdings<>(new Kind<>(
            "gene-value",
            GeneValue.class,
            Map.of("gene", GeneValue::gene, "kind", GeneValue::kind, "profile", GeneValue::profile)));
    private final Holdings<StructuralVariant> structuralVariants = new Holdings<>(new Kind<>(
            "structural-variant",
            StructuralVariant.class,
            Map.of(
                    "gene1",
                    StructuralVariant::gene1,
                    "gene2",
                    StructuralVariant::gene2,
                    "type",
                    StructuralVariant::type)));

    /** With the standard panel. */
    public GenomicSlice(int maxItems) {
        this(maxItems, GenePanel.standard());
    }

    /**
     * Holds nothing yet.
     *
     * @param maxItems the most things of all kinds together
     * @param panel genes with features of their own
     */
    public GenomicSlice(int maxItems, GenePanel panel) {
        this.maxItems = maxItems;
        this.panel = panel;
    }

    @Override
    public Modality modality() {
        return Modality.GENOMICS;
    }

    /** 2: values of genes and structural variants are held too. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<Holdings<?>> holdings() {
        return List.of(biomarkers, variants, geneValues, structuralVariants);
    }

    @Override
    public @Nullable Rejection refusal(Payload payload) {
        VariantCalls calls = ((Payload.GenomicPayload) payload).calls();
        long held = (long) variants.keys() + geneValues.keys() + structuralVariants.keys() + biomarkers.keys();
        long asked = held
                + calls.variants().size()
                + calls.geneValues().size()
                + calls.structuralVariants().size()
                + calls.biomarkers().size();
        // what is stated again takes no room, so that the exact count is made only where it matters
        asked = asked > maxItems ? held + added(calls) : asked;
        return asked > maxItems ? new Rejection.LimitReached("genomic items a patient", maxItems, asked) : null;
    }

    private long added(VariantCalls calls) {
        return calls.variants().stream()
                        .map(each -> GenomicKeys.of(calls, each))
                        .distinct()
                        .filter(key -> !variants.knows(key))
                        .count()
                + calls.geneValues().stream()
                        .map(each -> GenomicKeys.of(calls, each))
                        .distinct()
                        .filter(key -> !geneValues.knows(key))
                        .count()
                + calls.structuralVariants().stream()
                        .map(each -> GenomicKeys.of(calls, each))
                        .distinct()
                        .filter(key -> !structuralVariants.knows(key))
                        .count()
                + calls.biomarkers().keySet().stream()
                        .filter(name -> !biomarkers.knows(name))
                        .count();
    }

    @Override
    public void place(Payload payload, Evidence evidence, ItemChanges changes) {
        VariantCalls calls = ((Payload.GenomicPayload) payload).calls();
        calls.variants().forEach(each -> variants.put(GenomicKeys.of(calls, each), each, evidence, changes));
        calls.geneValues().forEach(each -> geneValues.put(GenomicKeys.of(calls, each), each, evidence, changes));
        calls.structuralVariants()
                .forEach(each -> structuralVariants.put(GenomicKeys.of(calls, each), each, evidence, changes));
        calls.biomarkers()
                .forEach((name, value) -> biomarkers.put(name, new Biomarker(name, value), evidence, changes));
    }

    @Override
    public Map<String, Double> features() {
        return GenomicFeatures.of(
                panel, variants.values(), geneValues.values(), structuralVariants.values(), biomarkers.values());
    }

    @Override
    public IndexElements elements(int most) {
        return new GenomicElements(panel, most)
                .biomarkers(biomarkers)
                .variants(variants)
                .values(geneValues)
                .structural(structuralVariants)
                .elements();
    }
}
