package io.anamnesis.web.ingest.genomic.maf;

import io.anamnesis.protocol.message.VariantCalls.Variant;
import io.anamnesis.protocol.message.VariantCalls.VariantDetail;
import io.anamnesis.web.ingest.genomic.Annotation;
import io.anamnesis.web.ingest.genomic.MessageLimits;
import io.anamnesis.web.ingest.reading.Refusal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a message's variant of a row. */
public final class MafVariants {
    private MafVariants() {}

    /** The variant, or null where its alleles are longer than a message can hold; what is refused of it goes to the consumer. */
    public static @Nullable Variant of(MafCall call, Consumer<Refusal> refusals) {
        MessageLimits limits = new MessageLimits(call.line(), refusals);
        String contig = limits.fit(call.contig(), MessageLimits.MAX_NAME_CHARS, "Chromosome");
        if (contig == null || !limits.alleles(call.reference(), call.alternate())) {
            return null;
        }
        Annotation said = call.annotation();
        String hgvsC = limits.fit(said.hgvsC(), MessageLimits.MAX_ALLELE_CHARS, "HGVSc");
        String hgvsP = limits.fit(said.hgvsP(), MessageLimits.MAX_ALLELE_CHARS, "HGVSp");
        return new Variant(
                contig,
                call.position(),
                call.reference(),
                call.alternate(),
                null,
                limits.fit(said.gene(), MessageLimits.MAX_GENE_CHARS, "Hugo_Symbol"),
                limits.fit(said.consequence(), MessageLimits.MAX_NAME_CHARS, "Consequence"),
                hgvsP == null ? hgvsC : hgvsP,
                call.alleleFraction(),
                new VariantDetail(
                        limits.fit(call.id(), MessageLimits.MAX_ID_CHARS, "dbSNP_RS"),
                        null,
                        call.filters().stream()
                                .map(name -> name.length() > MessageLimits.MAX_NAME_CHARS ? "…" : name)
                                .limit(VariantDetail.MAX_FILTERS)
                                .toList(),
                        null,
                        null,
                        limits.fit(said.transcript(), MessageLimits.MAX_NAME_CHARS, "Transcript_ID"),
                        hgvsC,
                        hgvsP,
                        limits.fit(said.significance(), MessageLimits.MAX_NAME_CHARS, "CLIN_SIG"),
                        limits.fit(call.status(), MessageLimits.MAX_GENE_CHARS, "Mutation_Status"),
                        count(call.referenceDepth()),
                        count(call.alternateDepth()),
                        call.line()));
    }

    private static @Nullable Long count(@Nullable Integer reads) {
        return reads == null ? null : (Long) reads.longValue();
    }
}
