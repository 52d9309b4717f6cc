package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.ClinicalFacts;
import io.anamnesis.protocol.message.ClinicalFacts.Coding;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.ClinicalTime;
import io.anamnesis.protocol.message.ClinicalValue;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.VariantCalls;
import io.anamnesis.protocol.port.Digest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a digest costs after one more message, the message itself included: an hour of glucose on top of a year at five minutes, a
 * laboratory value on top of 2,000 clinical resources, either on top of a patient that also has 1,000 variants. {@code nothing} is the
 * digest of a patient that did not change, which all others contain. The patient grows during a run, by an hour each time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DigestBenchmark {
    private static final int SAMPLES_A_DAY = 288;
    private static final int SAMPLES_AN_UPLOAD = 12;

    /** Days of glucose. */
    @Param({"14", "365"})
    public int days;

    private Profile profile = new Profile(Messages.settings());
    private ProfileViews views = new ProfileViews(Messages.PATIENT, profile);
    private long seq;
    private long minute;

    /** Wearables, 2,000 clinical resources, 1,000 variants. */
    @Setup(Level.Iteration)
    public void patient() {
        profile = new Profile(Messages.settings());
        seq = 0;
        minute = 0;
        for (int day = 0; day < days; day++) {
            apply(glucose(SAMPLES_A_DAY));
        }
        for (int i = 0; i < 2_000; i++) {
            apply(clinical(i));
        }
        apply(variants());
        views = new ProfileViews(Messages.PATIENT, profile);
        digest();
    }

    /** Nothing changed. */
    @Benchmark
    public Digest nothing() {
        return digest();
    }

    /** An hour of glucose more. */
    @Benchmark
    public Digest glucose() {
        apply(glucose(SAMPLES_AN_UPLOAD));
        return digest();
    }

    /** A laboratory value more; of two thousand as in the beginning, so that the patient does not grow. */
    @Benchmark
    public Digest laboratory() {
        apply(clinical((int) (seq % 2_000)));
        return digest();
    }

    private Digest digest() {
        return views.digest(views.profile(), 0);
    }

    private void apply(ModalityMessage message) {
        profile.apply(Messages.event(++seq, message));
    }

    private ModalityMessage glucose(int samples) {
        long[] minutes = new long[samples];
        double[] values = new double[samples];
        Random random = new Random(minute);
        for (int i = 0; i < samples; i++) {
            minutes[i] = minute;
            values[i] = 140 + 60 * Math.sin(minute / 120.0) + 10 * random.nextDouble();
            minute += 5;
        }
        return Messages.wearable("g-" + minute, "glucose", "mg/dL", "d-1", minute, minutes, values);
    }

    private ModalityMessage clinical(int number) {
        Coding code = new Coding("http://loinc.org", "2345-" + number % 40, null);
        ClinicalTime at = ClinicalTime.of(
                        LocalDate.of(2015, 1, 1).plusDays(number).toString())
                .orElseThrow();
        ClinicalFacts facts = new ClinicalFacts(
                null,
                false,
                List.of("laboratory"),
                List.of(),
                List.of(code),
                at,
                null,
                List.of(new ClinicalValue(
                        "value", code, (double) number, null, "mg/dL", null, null, null, null, null, null, null)),
                List.of(),
                null);
        return message(
                "c-" + seq,
                new Payload.ClinicalPayload(new ClinicalResource(
                        "Observation", "o-" + number, null, "final", code.system(), code.code(), "{}", facts)));
    }

    private ModalityMessage variants() {
        List<VariantCalls.Variant> variants = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            variants.add(new VariantCalls.Variant(
                    "7", 1_000 + i, "A", "G", "0/1", "GENE" + i % 300, "missense_variant", "p.Ala" + i + "Gly", 0.5));
        }
        return message("v", new Payload.GenomicPayload(new VariantCalls("GRCh38", "S1", variants, Map.of())));
    }

    private ModalityMessage message(String id, Payload payload) {
        return new ModalityMessage(
                new MessageId(id),
                Messages.PATIENT,
                new Source("test", null),
                Messages.START,
                Messages.START.plusSeconds(seq),
                1,
                Set.of(),
                payload,
                Map.of());
    }
}
