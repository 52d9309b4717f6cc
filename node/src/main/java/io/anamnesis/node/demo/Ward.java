package io.anamnesis.node.demo;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.WearableSamples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The ward's messages, five minutes at a time: for each patient one glucose reading, five of the heart rate, one of steps.
 *
 * <p>As in life, some arrive an hour late, some twice, and the sensors of some patients speak mmol/L.
 */
public final class Ward {
    /** How far one step goes: the cadence of a glucose sensor. */
    public static final Duration STEP = Duration.ofMinutes(5);

    /** Readings come so much later where they come late. */
    static final Duration LATE_BY = Duration.ofMinutes(60);

    /** mg/dL in one mmol/L of glucose: its molar mass of 180.156 g/mol over ten. */
    static final double MG_PER_DL_IN_ONE_MMOL_PER_L = 18.0156;

    private static final double LATE_SHARE = 0.03;
    private static final double TWICE_SHARE = 0.02;

    private final long seed;
    private final List<Physiology> people = new ArrayList<>();
    private final Lattice mishaps;

    /**
     * @param seed the same seed gives the same ward
     * @param patients 1 to 10,000
     */
    public Ward(long seed, int patients) {
        if (patients < 1 || patients > 10_000) {
            throw new IllegalArgumentException("a ward has 1 to 10000 patients, here " + patients);
        }
        this.seed = seed;
        this.mishaps = new Lattice(seed).at(77);
        for (int i = 0; i < patients; i++) {
            people.add(new Physiology(seed, i));
        }
    }

    /** The id of a patient, from 0: {@code demo-001} and so on. */
    public PatientId patient(int index) {
        return new PatientId(String.format(Locale.ROOT, "demo-%03d", index + 1));
    }

    /**
     * What arrives in the five minutes that begin here.
     *
     * @param from a multiple of five minutes
     */
    public List<ModalityMessage> step(Instant from) {
        List<ModalityMessage> arriving = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            if (!isLate(i, from)) {
                arriving.add(glucose(i, from));
                if (mishaps.at(i).at(2).uniform(slot(from)) < TWICE_SHARE) {
                    arriving.add(glucose(i, from));
                }
            }
            Instant earlier = from.minus(LATE_BY);
            if (isLate(i, earlier)) {
                arriving.add(glucose(i, earlier));
            }
            arriving.add(heartRate(i, from));
            arriving.add(steps(i, from));
        }
        return arriving;
    }

    boolean isLate(int patient, Instant at) {
        return mishaps.at(patient).at(1).uniform(slot(at)) < LATE_SHARE;
    }

    /** Every fourth patient's sensor. */
    static boolean speaksMillimoles(int patient) {
        return patient % 4 == 1;
    }

    private static long slot(Instant at) {
        return at.getEpochSecond() / STEP.toSeconds();
    }

    private ModalityMessage glucose(int patient, Instant at) {
        double mgPerDl = people.get(patient).glucoseMgPerDl(at);
        if (speaksMillimoles(patient)) {
            double mmolPerL = Math.rint(mgPerDl / MG_PER_DL_IN_ONE_MMOL_PER_L * 10) / 10;
            return message(patient, "cgm", "glucose", "mmol/L", at, new double[] {mmolPerL});
        }
        return message(patient, "cgm", "glucose", "mg/dL", at, new double[] {mgPerDl});
    }

    private ModalityMessage heartRate(int patient, Instant from) {
        double[] values = new double[5];
        for (int minute = 0; minute < values.length; minute++) {
            values[minute] = people.get(patient).heartRatePerMin(from.plusSeconds(60L * minute));
        }
        return message(patient, "watch", "heart-rate", "/min", from, values);
    }

    private ModalityMessage steps(int patient, Instant from) {
        double[] values = {people.get(patient).stepsWithinFiveMinutes(from)};
        return message(patient, "watch", "steps", "{steps}", from, values);
    }

    /** One value a minute from {@code from} on. */
    private ModalityMessage message(
            int patient, String device, String metric, String unit, Instant from, double[] values) {
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = from.plusSeconds(60L * i).toEpochMilli();
        }
        PatientId id = patient(patient);
        Instant observedAt = Instant.ofEpochMilli(times[times.length - 1]);
        return new ModalityMessage(
                new MessageId("demo-" + seed + "-" + (patient + 1) + "-" + metric + "-" + from.getEpochSecond()),
                id,
                new Source("demo-ward", device + "-" + (patient + 1)),
                observedAt,
                observedAt,
                ModalityMessage.CURRENT_SCHEMA_VERSION,
                Set.of("simulated"),
                new Payload.WearablePayload(new WearableSamples(metric, unit, times, values)),
                Map.of());
    }
}
