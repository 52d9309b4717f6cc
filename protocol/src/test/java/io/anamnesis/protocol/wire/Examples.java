package io.anamnesis.protocol.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.message.WearableSamples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One message of each modality, with every field set. */
final class Examples {
    static final Instant OBSERVED = Instant.parse("2026-03-01T08:15:00Z");
    static final Instant ISSUED = Instant.parse("2026-03-01T08:15:30.250Z");

    private Examples() {}

    static List<Payload> payloads() {
        return List.of(
                new Payload.WearablePayload(new WearableSamples(
                        "glucose",
                        "mmol/L",
                        new long[] {OBSERVED.toEpochMilli(), OBSERVED.toEpochMilli() - 300_000},
                        new double[] {5.4, 6})),
                new Payload.GenomicPayload(new VariantCalls(
                        "GRCh38",
                        "S1",
                        List.of(new VariantCalls.Variant(
                                "chr7", 140753336, "A", "T", "0/1", "BRAF", "missense_variant", "p.Val600Glu", 0.31)),
                        Map.of("tmb-per-mb", 12.5))),
                new Payload.ImagingPayload(new ImagingStudy(
                        "1.2.3",
                        "1.2.3.4",
                        "CT",
                        "CHEST",
                        Map.of("volume-mm3", 812.5),
                        new Embedding("m1", new float[] {0.5f, -1f}))),
                new Payload.NotePayload(new ClinicalNote("n1", "11506-3", "en", "No fever.")),
                new Payload.ClinicalPayload(new ClinicalResource(
                        "Condition", "c1", "2", "active", "http://snomed.info/sct", "44054006", "{}")));
    }

    /** Payloads with fields that came later, by the name of their golden bytes: the older ones stay as they were. */
    static Map<String, Payload> later() {
        return Map.of("genomics-annotated", new Payload.GenomicPayload(annotatedCalls()));
    }

    private static VariantCalls annotatedCalls() {
        VariantCalls.VariantDetail detail = new VariantCalls.VariantDetail(
                "rs113488022",
                812.5,
                List.of("q10", "s50"),
                true,
                "heterozygous",
                "ENST00000646891",
                "c.1799T>A",
                "p.Val600Glu",
                "pathogenic",
                "somatic",
                40L,
                18L,
                1_234L);
        return new VariantCalls(
                "GRCh38",
                "S1",
                List.of(new VariantCalls.Variant(
                        "chr7", 140753336, "A", "T", "0|1", "BRAF", "missense_variant", "p.Val600Glu", 0.31, detail)),
                Map.of("tmb-per-mb", 12.5),
                List.of(new VariantCalls.GeneValue("copy-number", "gistic", "ERBB2", 2, 17L)),
                List.of(new VariantCalls.StructuralVariant(
                        "KIAA1549",
                        "7",
                        138536968L,
                        "BRAF",
                        "7",
                        140482957L,
                        "fusion",
                        "somatic",
                        "in-frame",
                        900L,
                        3L)));
    }

    static ModalityMessage message(Payload payload) {
        return new ModalityMessage(
                new MessageId("m-1"),
                new PatientId("p-1"),
                new Source("bench", "d-1"),
                OBSERVED,
                ISSUED,
                1,
                Set.of("phi", "research-ok"),
                payload,
                Map.of("/payload/newer", JsonNodeFactory.instance.textNode("kept")));
    }
}
