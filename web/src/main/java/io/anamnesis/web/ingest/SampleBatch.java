package io.anamnesis.web.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.WearableSamples;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** Samples of one patient, metric, unit and device on their way to one message. */
final class SampleBatch {
    private static final int HASH_BYTES = 16;

    private final long firstLine;
    private long[] times = new long[16];
    private double[] values = new double[16];
    private int size;

    SampleBatch(long firstLine) {
        this.firstLine = firstLine;
    }

    void add(long observedAtEpochMillis, double value) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        times[size] = observedAtEpochMillis;
        values[size++] = value;
    }

    int size() {
        return size;
    }

    long firstLine() {
        return firstLine;
    }

    WearableSamples samples(String metric, String unit) {
        return new WearableSamples(metric, unit, Arrays.copyOf(times, size), Arrays.copyOf(values, size));
    }

    ModalityMessage message(PatientId patient, Source source, WearableSamples samples, Instant issuedAt) {
        long latest = Arrays.stream(times, 0, size).max().orElseThrow();
        return new ModalityMessage(
                new MessageId(id(patient, source, samples)),
                patient,
                source,
                Instant.ofEpochMilli(latest),
                issuedAt,
                ModalityMessage.CURRENT_SCHEMA_VERSION,
                Set.of(),
                new Payload.WearablePayload(samples),
                Map.of());
    }

    /** Over everything that the message says but its issue time; fields are parted so that they can't run together. */
    private String id(PatientId patient, Source source, WearableSamples samples) {
        MessageDigest digest = sha256();
        String head = String.join(
                "\u0000", patient.value(), source.system(), source.deviceOrEmpty(), samples.metric(), samples.unit());
        digest.update(head.getBytes(UTF_8));
        ByteBuffer numbers = ByteBuffer.allocate(1 + size * 16);
        numbers.put((byte) 0);
        for (int i = 0; i < size; i++) {
            numbers.putLong(times[i]).putDouble(values[i]);
        }
        digest.update(numbers.array());
        return "w-" + HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
