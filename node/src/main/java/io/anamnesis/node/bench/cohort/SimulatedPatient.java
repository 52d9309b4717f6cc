package io.anamnesis.node.bench.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A patient made up from a number: the same each time. Codes are as unequally common as in real data (the n-th about 1/n), days go back
 * twelve years; a third have genomics, half notes and imaging, a quarter wearables.
 */
final class SimulatedPatient {
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    static final long TODAY = NOW.toEpochMilli() / 86_400_000L;

    private static final String[] DIAGNOSES = codes(
            new String[] {
                "I10", "E78.5", "E11.9", "J45.9", "F32.9", "C50.9", "E11.65", "C71.9", "C34.9", "C50.4", "C71.1"
            },
            "Z",
            400);
    private static final String[] DRUGS = codes(
            new String[] {"C09AA05", "A10BA02", "C10AA01", "N02BE01", "L01XC02", "A10AB01", "L01AX03", "L01CD01"},
            "V",
            300);
    private static final String[] LABS = codes(new String[] {"2345-7", "4548-4", "2160-0", "718-7"}, "9", 100);
    private static final String[] GENES =
            codes(new String[] {"TTN", "TP53", "MUC16", "KRAS", "EGFR", "PIK3CA"}, "G", 2_000);
    private static final String[] CONCEPTS =
            codes(new String[] {"pain", "metastasis", "diabetes-mellitus"}, "concept-", 500);
    private static final String[] SIGNIFICANCES = {"benign", "uncertain-significance", "pathogenic"};

    final int number;
    final boolean female;
    final long birthDay;
    final boolean imaging;
    final List<Event> conditions = new ArrayList<>();
    final List<Event> drugs = new ArrayList<>();
    final List<Event> labs = new ArrayList<>();
    /** {@code attribute} is the significance, {@code value} the share of alleles. */
    final @Nullable List<Event> variants;
    /** {@code attribute} is the assertion. */
    final @Nullable List<Event> mentions;

    final @Nullable Double meanGlucose;

    /** Something that was so on a day, in days since 1970. */
    record Event(String code, String attribute, double value, long day) {}

    SimulatedPatient(int number, long seed) {
        Random random = new Random(seed * 1_000_003L + number * 31L);
        random.nextLong();
        this.number = number;
        this.female = random.nextBoolean();
        this.birthDay = TODAY - 365L * 18 - random.nextInt(365 * 72);
        this.imaging = random.nextBoolean();
        fill(conditions, 2 + random.nextInt(9), DIAGNOSES, random);
        fill(drugs, random.nextInt(9), DRUGS, random);
        fill(labs, random.nextInt(17), LABS, random);
        this.variants = random.nextInt(3) == 0 ? new ArrayList<>() : null;
        if (variants != null) {
            fill(variants, random.nextInt(9), GENES, random);
        }
        this.mentions = random.nextBoolean() ? new ArrayList<>() : null;
        if (mentions != null) {
            fill(mentions, 1 + random.nextInt(12), CONCEPTS, random);
        }
        this.meanGlucose = random.nextInt(4) == 0 ? Math.rint(1000 + random.nextGaussian() * 400) / 10 + 20 : null;
    }

    private static String[] codes(String[] known, String prefix, int more) {
        String[] codes = new String[known.length + more];
        System.arraycopy(known, 0, codes, 0, known.length);
        for (int i = 0; i < more; i++) {
            codes[known.length + i] = prefix + (100 + i);
        }
        return codes;
    }

    private static void fill(List<Event> events, int count, String[] codes, Random random) {
        for (int i = 0; i < count; i++) {
            String code = codes[
                    (int) Math.exp(random.nextDouble() * Math.log(codes.length))
                            - 1
                            + (random.nextInt(4) == 0 ? 1 : 0)];
            String attribute = codes == GENES
                    ? SIGNIFICANCES[random.nextInt(3)]
                    : codes == CONCEPTS ? (random.nextInt(5) == 0 ? "negated" : "present") : "active";
            double value = codes == GENES ? random.nextInt(1_000) / 1000.0 : random.nextInt(3_000) / 10.0;
            events.add(new Event(code, attribute, value, TODAY - 1 - random.nextInt(365 * 12)));
        }
    }

    Digest digest() {
        Map<Modality, Digest.Part> parts = new EnumMap<>(Modality.class);
        List<Digest.Element> clinical = new ArrayList<>();
        clinical.add(new Digest.Element(
                "patient", null, Set.of("sex:" + (female ? "female" : "male")), Map.of("birth-epoch-day", (double)
                        birthDay)));
        conditions.forEach(event -> clinical.add(element("condition", event, Map.of(), "code:icd10:", "status:")));
        drugs.forEach(event -> clinical.add(element("medication", event, Map.of(), "code:atc:", "status:")));
        labs.forEach(event -> clinical.add(
                element("observation", event, Map.of("value", event.value()), "code:loinc:", "interpretation:")));
        parts.put(Modality.CLINICAL, part(clinical, Map.of("clinical.age-index", (double) number)));
        if (variants != null) {
            List<Digest.Element> elements = new ArrayList<>();
            variants.forEach(event ->
                    elements.add(element("variant", event, Map.of("vaf", event.value()), "gene:", "significance:")));
            parts.put(Modality.GENOMICS, part(elements, Map.of("genomics.variants", (double) elements.size())));
        }
        if (mentions != null) {
            List<Digest.Element> elements = new ArrayList<>();
            mentions.forEach(event -> elements.add(element("entity", event, Map.of(), "concept:", "assertion:")));
            parts.put(Modality.NOTES, part(elements, Map.of()));
        }
        if (imaging) {
            parts.put(
                    Modality.IMAGING,
                    part(
                            List.of(new Digest.Element(
                                    "study",
                                    null,
                                    Set.of("modality:MR", "body-site:BRAIN"),
                                    Map.of("instances", 24.0))),
                            Map.of()));
        }
        if (meanGlucose != null) {
            parts.put(Modality.WEARABLES, part(List.of(), new TreeMap<>(Map.of("glucose.mean[14d]", meanGlucose))));
        }
        return new Digest(id(number), number % 32, 1, parts);
    }

    static PatientId id(int number) {
        return new PatientId("patient-" + number);
    }

    private static Digest.Element element(
            String kind, Event event, Map<String, Double> numbers, String code, String attribute) {
        return new Digest.Element(
                kind, event.day() * 86_400_000L, Set.of(code + event.code(), attribute + event.attribute()), numbers);
    }

    private static Digest.Part part(List<Digest.Element> elements, Map<String, Double> numbers) {
        return new Digest.Part(1, NOW, NOW, elements, Set.of(), numbers, Map.of());
    }
}
