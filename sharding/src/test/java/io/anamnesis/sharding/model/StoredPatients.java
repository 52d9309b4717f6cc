package io.anamnesis.sharding.model;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.entity.Slices;
import io.anamnesis.storage.memory.MemoryStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Digests of patients who all had a breast cancer found. The greater their burden of variants and their resting heart rate, the sooner their
 * metastasis, or their death, comes.
 */
final class StoredPatients {
    static final int SLICES = 16;
    static final Instant FOUND = Instant.parse("2020-01-01T00:00:00Z");
    private static final double DAYS_LOOKED_AT = 1_000;

    private StoredPatients() {}

    /** @param missing share of the patients without wearables */
    static List<Digest> some(int patients, double missing, long seed) {
        Random random = new Random(seed);
        List<Digest> all = new ArrayList<>();
        for (int i = 0; i < patients; i++) {
            double burden = random.nextGaussian();
            double heart = random.nextGaussian();
            double rate = Math.exp(0.9 * burden + 0.7 * heart) / 700;
            double spread = -Math.log(1 - random.nextDouble()) / rate;
            double death = 400 - 900 * Math.log(1 - random.nextDouble());
            Map<Modality, Digest.Part> parts = new EnumMap<>(Modality.class);
            parts.put(Modality.CLINICAL, clinical(spread, death));
            parts.put(Modality.GENOMICS, part(List.of(), Map.of("genomics.variants", 50 + 10 * burden)));
            if (random.nextDouble() >= missing) {
                parts.put(Modality.WEARABLES, part(List.of(), Map.of("heart-rate.mean[all]", 70 + 8 * heart)));
            }
            PatientId id = new PatientId("p-%04d".formatted(i));
            all.add(new Digest(id, Slices.of(id, SLICES), 1, parts));
        }
        return all;
    }

    private static Digest.Part clinical(double spreadDays, double deathDays) {
        List<Digest.Element> elements = new ArrayList<>();
        elements.add(condition("C50.9", FOUND));
        double until = Math.min(DAYS_LOOKED_AT, deathDays);
        if (spreadDays < until) {
            elements.add(condition("C79.3", after(spreadDays)));
        }
        boolean dead = deathDays < DAYS_LOOKED_AT;
        double day = Math.floor(FOUND.toEpochMilli() / 86_400_000.0 + deathDays);
        elements.add(new Digest.Element(
                "patient", null, Set.of("deceased:" + dead), dead ? Map.of("death-epoch-day", day) : Map.of()));
        return new Digest.Part(
                1, FOUND, after(until), elements, Set.of(), Map.of("clinical.deceased", dead ? 1.0 : 0.0), Map.of());
    }

    private static Instant after(double days) {
        return FOUND.plusMillis(Math.round(days * 86_400_000));
    }

    private static Digest.Element condition(String code, Instant at) {
        return new Digest.Element("condition", at.toEpochMilli(), Set.of("code:icd10:" + code), Map.of());
    }

    private static Digest.Part part(List<Digest.Element> elements, Map<String, Double> numbers) {
        return new Digest.Part(1, FOUND, FOUND, elements, Set.of(), numbers, Map.of());
    }

    static void store(MemoryStorage storage, List<Digest> digests) {
        digests.forEach(
                digest -> storage.digests().save(digest).toCompletableFuture().join());
    }
}
