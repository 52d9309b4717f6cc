package io.anamnesis.node.check;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.WearableSamples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;

/**
 * Messages of wearables, the same ones for the same seed. Half of them hold one sample, the others up to fifteen, and no two
 * messages hold the same sample. Some are delivered a second time later on; a few hold a value that can't be, and must be
 * refused.
 */
final class SyntheticStream implements Iterator<ModalityMessage> {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration CADENCE = Duration.ofMinutes(1);
    private static final String IMPLAUSIBLE = "-implausible";
    private static final double SINGLE_SHARE = 0.5;
    private static final double TWICE_SHARE = 0.05;
    private static final double IMPLAUSIBLE_SHARE = 0.005;
    private static final int MOST_SAMPLES = 15;
    private static final int REPEATS_WAIT = 500;

    private final Random random;
    private final long seed;
    private final long samples;
    private final PatientId[] patients;
    private final int[] minutes;
    private final Deque<ModalityMessage> repeats = new ArrayDeque<>();
    private final Map<PatientId, Long> samplesOf = new HashMap<>();
    private long made;
    private long messages;
    private long implausible;
    private long repeated;

    /** @param samples distinct plausible ones, over all patients */
    SyntheticStream(long seed, long samples, int patients) {
        this.random = new Random(seed);
        this.seed = seed;
        this.samples = samples;
        this.patients = new PatientId[patients];
        this.minutes = new int[patients];
        for (int i = 0; i < patients; i++) {
            this.patients[i] = new PatientId(String.format(Locale.ROOT, "check-%04d", i + 1));
        }
    }

    /** Whether a message is one that must be refused. */
    static boolean isImplausible(String messageId) {
        return messageId.endsWith(IMPLAUSIBLE);
    }

    @Override
    public boolean hasNext() {
        return made < samples || !repeats.isEmpty();
    }

    @Override
    public ModalityMessage next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all " + samples + " samples were given");
        }
        if (made >= samples || repeats.size() > REPEATS_WAIT) {
            return repeats.remove();
        }
        if (random.nextDouble() < IMPLAUSIBLE_SHARE) {
            implausible++;
            return message(random.nextInt(patients.length), 1, IMPLAUSIBLE);
        }
        ModalityMessage message = plausible();
        if (random.nextDouble() < TWICE_SHARE) {
            repeated++;
            repeats.add(message);
        }
        return message;
    }

    private ModalityMessage plausible() {
        int count = random.nextDouble() < SINGLE_SHARE ? 1 : 2 + random.nextInt(MOST_SAMPLES - 1);
        count = (int) Math.min(count, samples - made);
        made += count;
        messages++;
        int patient = random.nextInt(patients.length);
        samplesOf.merge(patients[patient], (long) count, Long::sum);
        return message(patient, count, "");
    }

    private ModalityMessage message(int patient, int count, String suffix) {
        boolean refused = !suffix.isEmpty();
        long[] times = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = BEGIN.plus(CADENCE.multipliedBy(minutes[patient]++)).toEpochMilli();
            values[i] = refused ? 99_999 : 60 + random.nextInt(200);
        }
        Instant observedAt = Instant.ofEpochMilli(times[count - 1]);
        return new ModalityMessage(
                new MessageId("check-" + seed + "-" + patient + "-" + minutes[patient] + suffix),
                patients[patient],
                new Source("check", "cgm-" + (patient + 1)),
                observedAt,
                observedAt,
                ModalityMessage.CURRENT_SCHEMA_VERSION,
                Set.of("simulated"),
                new Payload.WearablePayload(new WearableSamples("glucose", "mg/dL", times, values)),
                Map.of());
    }

    /** Distinct plausible samples given so far, by patient. */
    Map<PatientId, Long> samplesOf() {
        return Map.copyOf(samplesOf);
    }

    long samples() {
        return made;
    }

    /** Distinct plausible messages given so far. */
    long messages() {
        return messages;
    }

    long implausible() {
        return implausible;
    }

    /** Messages that were, or are still to be, given a second time. */
    long repeated() {
        return repeated;
    }

    /** Everything that one such stream gives. */
    static long deliveries(long seed, long samples, int patients) {
        SyntheticStream stream = new SyntheticStream(seed, samples, patients);
        long deliveries = 0;
        while (stream.hasNext()) {
            stream.next();
            deliveries++;
        }
        return deliveries;
    }
}
