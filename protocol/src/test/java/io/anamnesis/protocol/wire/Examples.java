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
