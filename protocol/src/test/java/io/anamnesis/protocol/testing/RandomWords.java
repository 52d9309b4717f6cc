package io.anamnesis.protocol.testing;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.vocabulary.Vocabulary;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** The few words that random criteria and random digests share. */
public final class RandomWords {
    /** When criteria are asked. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final List<String> CODES = List.of(
            "icd10:C71",
            "icd10:C71.9",
            "icd10cm:C719",
            "icd10:C71.1",
            "icd10:C34.9",
            "atc:L01XC02",
            "atc:L01",
            "atc:L02",
            "loinc:2345-7",
            "snomed:4405",
            "snomed:440",
            "none:C71.9",
            "icd10:C7");
    private static final List<String> WORDS = List.of("a", "b", "c");
    private static final List<String> ODD = List.of(
            "",
            "and",
            "a b",
            "a\"b",
            "\\",
            "=x",
            "x=y",
            "a:b",
            ":",
            "a:",
            "ü",
            "NC_1:g.1T>G",
            "in",
            "a|b",
            "\n",
            "[x]",
            "any");
    private static final List<String> NUMBERS =
            List.of("glucose.mean[14d]", "genomics.variants.snv", "imaging.x", "clinical.y", "notes.z", "nobody.has");
    private static final List<String> ODD_NUMBERS =
            List.of("age", "condition", "condition[x]", "a[b]c", "and", "x y", "a[]", "first", "dx", "a.b[1 d]");
    private static final List<String> KINDS =
            List.of("condition", "condition", "medication", "observation", "variant", "entity", "source", "patient");

    private final Random random;
    private final boolean odd;

    /** @param odd also words that are hard to write */
    public RandomWords(Random random, boolean odd) {
        this.random = random;
        this.odd = odd;
    }

    /** One of few kinds, now and then of all. */
    public Vocabulary.Kind kind() {
        if (random.nextInt(8) == 0) {
            List<Vocabulary.Kind> all = List.copyOf(Vocabulary.kinds());
            return all.get(random.nextInt(all.size()));
        }
        return Vocabulary.kind(KINDS.get(random.nextInt(KINDS.size()))).orElseThrow();
    }

    /** A value of a term of that name. */
    public String value(String name) {
        if (name.equals("code") || name.equals("value")) {
            return CODES.get(random.nextInt(CODES.size()));
        }
        List<String> from = odd && random.nextBoolean() ? ODD : WORDS;
        return from.get(random.nextInt(from.size()));
    }

    /** The name of a number. */
    public String numberName() {
        List<String> from = odd && random.nextBoolean() ? ODD_NUMBERS : NUMBERS;
        return from.get(random.nextInt(from.size()));
    }

    /** One of a dozen patients. */
    public PatientId patient() {
        return new PatientId((odd && random.nextBoolean() ? "p x:" : "p-") + random.nextInt(12));
    }

    /** Within 400 days before {@link #NOW}, rarely after it; on few days, so that times meet. */
    public long time() {
        long day = NOW.toEpochMilli() / 86_400_000L - random.nextInt(40) * 10L + 5;
        return switch (random.nextInt(4)) {
            case 0 -> day * 86_400_000L + random.nextInt(86_400) * 1000L;
            case 1 -> day * 86_400_000L + random.nextInt(86_400_000);
            default -> day * 86_400_000L;
        };
    }
}
