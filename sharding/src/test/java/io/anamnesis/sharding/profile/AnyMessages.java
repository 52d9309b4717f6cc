package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.VariantCalls;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Messages with few times, devices and issue times, so that their samples collide; no two share an id. */
public final class AnyMessages extends DomainContextBase {
    @Provide
    public Arbitrary<List<ModalityMessage>> messages() {
        Arbitrary<long[]> minutes = Arbitraries.longs()
                .between(0, 40)
                .map(slot -> slot * 25)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(8);
        Arbitrary<Integer> issued = Arbitraries.integers().between(0, 3);
        Arbitrary<String> devices = Arbitraries.of("d-1", "d-2", "");
        Arbitrary<String> metrics = Arbitraries.of("glucose", "glucose", "heart-rate");
        Arbitrary<ModalityMessage> wearable = Combinators.combine(
                        minutes, Arbitraries.integers(), issued, devices, metrics)
                .as(AnyMessages::message);
        Arbitrary<ModalityMessage> keyed = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers(),
                        issued)
                .as(AnyMessages::keyed);
        return Arbitraries.oneOf(wearable, keyed)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .uniqueElements(ModalityMessage::id);
    }

    /** Speaks of one of four things of one of the other modalities, or of none any more. */
    private static ModalityMessage keyed(int modality, int thing, int seed, int issued) {
        String text = "v" + Math.floorMod(seed, 7);
        Payload payload =
                switch (modality) {
                    case 0 ->
                        new Payload.GenomicPayload(new VariantCalls(
                                "GRCh38",
                                "S1",
                                List.of(new VariantCalls.Variant(
                                        "7", thing, "A", "T", "0/1", "G" + thing, text, null, 0.5)),
                                Map.of("tmb-per-mb", (double) Math.floorMod(seed, 5)),
                                List.of(new VariantCalls.GeneValue(
                                        "copy-number", "gistic", "G" + thing, Math.floorMod(seed, 3), (long) thing)),
                                List.of(new VariantCalls.StructuralVariant(
                                        "A" + thing, "1", 5L, "B", null, null, "fusion", text, null, null, 2L))));
                    case 1 ->
                        new Payload.ImagingPayload(new ImagingStudy(
                                "1.2",
                                "1.2." + thing,
                                "CT",
                                text,
                                Map.of("volume-mm3", 1.5),
                                seed % 2 == 0 ? null : new Embedding("m", new float[] {Math.floorMod(seed, 5), 1})));
                    case 2 -> new Payload.NotePayload(new ClinicalNote("n" + thing, text, "en", text));
                    default ->
                        new Payload.ClinicalPayload(new ClinicalResource(
                                "Condition",
                                "c" + thing,
                                null,
                                seed % 3 == 0 ? "entered-in-error" : "active",
                                "http://snomed.info/sct",
                                text,
                                "{}"));
                };
        return new ModalityMessage(
                new MessageId("k-" + Integer.toHexString(seed) + modality + thing + issued),
                Messages.PATIENT,
                new Source(seed % 3 == 0 ? "other" : "test", null),
                Messages.START.plusSeconds(thing),
                Messages.START.plusSeconds(60L * issued),
                1,
                Set.of("t" + Math.floorMod(seed, 4)),
                payload,
                Map.of(),
                seed % 2 == 0 ? null : new Origin("f.vcf", thing, null));
    }

    private static ModalityMessage message(long[] minutes, int seed, int issued, String device, String metric) {
        double[] values = new Random(seed)
                .doubles(minutes.length, 40, 400)
                .map(value -> Math.rint(value * 10) / 10)
                .toArray();
        String unit = metric.equals("glucose") ? "mg/dL" : "/min";
        String id = "m-" + Integer.toHexString(seed) + minutes.length + issued + device + metric;
        return Messages.wearable(id, metric, unit, device, issued, minutes, values);
    }
}
