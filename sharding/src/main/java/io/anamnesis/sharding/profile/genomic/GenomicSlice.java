package io.anamnesis.sharding.profile.genomic;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.message.VariantCalls.Variant;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import io.anamnesis.sharding.profile.modality.Kind;
import io.anamnesis.sharding.profile.modality.ModalitySlice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Alleles by (assembly, sample, contig, position, reference, alternate), biomarkers by name. */
public final class GenomicSlice implements ModalitySlice {
    /** A named number such as TMB. */
    public record Biomarker(String name, double value) {}

    private static final int MAX_TERMS = 5_000;

    private final int maxItems;
    private final Holdings<Variant> variants = new Holdings<>(
            new Kind<>("variant", Variant.class, Map.of("gene", Variant::gene, "consequence", Variant::consequence)));
    private final Holdings<Biomarker> biomarkers =
            new Holdings<>(new Kind<>("biomarker", Biomarker.class, Map.of("name", Biomarker::name)));

    public GenomicSlice(int maxItems) {
        this.maxItems = maxItems;
    }

    @Override
    public Modality modality() {
        return Modality.GENOMICS;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Holdings<?>> holdings() {
        return List.of(biomarkers, variants);
    }

    @Override
    public @Nullable Rejection refusal(Payload payload) {
        VariantCalls calls = ((Payload.GenomicPayload) payload).calls();
        long asked = (long) variants.keys() + calls.variants().size();
        return asked > maxItems ? new Rejection.LimitReached("variants a patient", maxItems, asked) : null;
    }

    @Override
    public void place(Payload payload, Evidence evidence, ItemChanges changes) {
        VariantCalls calls = ((Payload.GenomicPayload) payload).calls();
        for (Variant variant : calls.variants()) {
            variants.put(key(calls, variant), variant, evidence, changes);
        }
        calls.biomarkers()
                .forEach((name, value) -> biomarkers.put(name, new Biomarker(name, value), evidence, changes));
    }

    private static String key(VariantCalls calls, Variant variant) {
        return String.join(
                "|",
                calls.assembly(),
                calls.sampleId(),
                variant.contig(),
                String.format("%010d", variant.position()),
                variant.reference(),
                variant.alternate());
    }

    @Override
    public Map<String, Double> features() {
        Map<String, Double> features = new TreeMap<>();
        features.put("variants", (double) variants.size());
        biomarkers.values().forEach(each -> features.put(each.name(), each.value()));
        return features;
    }

    @Override
    public Set<String> terms() {
        Set<String> terms = new TreeSet<>();
        variants.values()
                .map(Variant::gene)
                .filter(gene -> gene != null)
                .distinct()
                .limit(MAX_TERMS)
                .forEach(gene -> terms.add("gene:" + gene));
        return terms;
    }
}
