package io.anamnesis.sharding.column;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.testing.RandomWords;
import io.anamnesis.protocol.vocabulary.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Digests of a dozen patients over few words: parts come, change and go, elements lack times and numbers, lists are cut. */
public final class RandomDigests {
    private final Random random;
    private final RandomWords words;
    private final Map<PatientId, Digest> latest = new HashMap<>();
    private long seq;

    public RandomDigests(Random random, RandomWords words) {
        this.random = random;
        this.words = words;
    }

    /** The digest of some patient after one more message, or as it was before. */
    public Digest next() {
        PatientId patient = words.patient();
        Digest before = latest.get(patient);
        if (before != null && random.nextInt(10) == 0) {
            return before;
        }
        Map<Modality, Digest.Part> parts = new EnumMap<>(Modality.class);
        if (before != null) {
            parts.putAll(before.parts());
        }
        seq++;
        for (Modality modality : Modality.values()) {
            if (before == null || random.nextInt(3) == 0) {
                if (random.nextInt(4) == 0) {
                    parts.remove(modality);
                } else {
                    parts.put(modality, part(modality, parts.get(modality)));
                }
            }
        }
        Digest digest = new Digest(patient, Math.floorMod(patient.hashCode(), 3), seq, parts);
        latest.put(patient, digest);
        return digest;
    }

    /** As {@link #next}, and a patient whose digest is forgotten meanwhile begins anew. */
    public void forget(PatientId patient) {
        latest.remove(patient);
    }

    private Digest.Part part(Modality modality, Digest.@Nullable Part before) {
        List<Digest.Element> elements = new ArrayList<>();
        if (before != null && random.nextBoolean()) {
            elements.addAll(before.elements());
            if (!elements.isEmpty() && random.nextBoolean()) {
                elements.remove(random.nextInt(elements.size()));
            }
        }
        Set<String> truncated = new TreeSet<>();
        for (Vocabulary.Kind kind : kinds(modality)) {
            for (int i = random.nextInt(5); i > 0; i--) {
                elements.add(element(kind));
            }
            if (random.nextInt(8) == 0) {
                truncated.add(kind.name());
            }
        }
        Map<String, Double> numbers = new TreeMap<>();
        for (int i = 0; i < 3; i++) {
            String name = words.numberName();
            if (name.startsWith(modality.wireName())
                    || (modality == Modality.WEARABLES && name.startsWith("glucose"))) {
                numbers.put(name, random.nextInt(8) / 2.0);
            }
        }
        Instant last = Instant.ofEpochMilli(words.time());
        return new Digest.Part(seq, last, last, elements, truncated, numbers, Map.of());
    }

    private List<Vocabulary.Kind> kinds(Modality modality) {
        List<Vocabulary.Kind> kinds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Vocabulary.Kind kind = words.kind();
            if (kind.modality() == null || kind.modality() == modality) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private Digest.Element element(Vocabulary.Kind kind) {
        Set<String> terms = new TreeSet<>();
        for (String name : kind.terms()) {
            for (int i = random.nextInt(4) - 1; i > 0; i--) {
                terms.add(name + ":" + words.value(name));
            }
        }
        Map<String, Double> numbers = new TreeMap<>();
        for (String name : kind.numbers()) {
            if (name.equals("birth-epoch-day")) {
                numbers.put(name, (double) (20_000 - random.nextInt(36_000)));
            } else if (random.nextInt(4) > 0) {
                numbers.put(name, number());
            }
        }
        return new Digest.Element(kind.name(), random.nextInt(6) == 0 ? null : words.time(), terms, numbers);
    }

    private double number() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(5) - 1;
            case 1 -> random.nextInt(5_000) / 1000.0;
            case 2 -> random.nextFloat();
            case 3 -> random.nextDouble() * 4;
            default -> random.nextInt(8) / 2.0;
        };
    }
}
