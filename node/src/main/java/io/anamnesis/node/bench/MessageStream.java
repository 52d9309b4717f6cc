package io.anamnesis.node.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Messages of one glucose reading each, some 260 bytes of JSON, patient after patient, each patient's five minutes apart.
 * Thread-safe: an upload is made by whoever sends it.
 */
final class MessageStream {
    private static final long STEP_SECONDS = 300;

    /** An upload and how many messages it holds. */
    @SuppressWarnings("ArrayRecordComponent") // made, sent, dropped
    record Upload(byte[] ndjson, int messages) {}

    private final int patients;
    private final Instant begin;
    private final AtomicInteger next = new AtomicInteger();

    /** @param begin when the first reading of each patient was taken */
    MessageStream(int patients, Instant begin) {
        this.patients = patients;
        this.begin = begin;
    }

    String patient(int number) {
        return "bench-" + number;
    }

    /** The next messages. An id is {@code prefix.line}. */
    Upload next(String prefix, int messages) {
        int first = next.getAndAdd(messages);
        StringBuilder lines = new StringBuilder(messages * 280);
        for (int i = 0; i < messages; i++) {
            line(lines, prefix, i, first + i);
        }
        return new Upload(lines.toString().getBytes(US_ASCII), messages);
    }

    private void line(StringBuilder lines, String prefix, int line, int number) {
        int patient = number % patients;
        int reading = number / patients;
        Instant at = begin.plusSeconds(reading * STEP_SECONDS + patient % STEP_SECONDS);
        line(lines, prefix + "." + line, patient(patient), at, value(patient, reading));
    }

    /** One message of one glucose reading, mg/dL. */
    static Upload single(String id, String patient, Instant at, double value) {
        StringBuilder line = new StringBuilder(280);
        line(line, id, patient, at, value);
        return new Upload(line.toString().getBytes(US_ASCII), 1);
    }

    private static void line(StringBuilder lines, String id, String patient, Instant at, double value) {
        lines.append("{\"id\":\"")
                .append(id)
                .append("\",\"patient\":\"")
                .append(patient)
                .append("\",\"modality\":\"wearables\",\"source\":{\"system\":\"bench\",\"device\":\"sensor-of-")
                .append(patient)
                .append("\"},\"issuedAt\":\"")
                .append(at)
                .append("\",\"payload\":{\"metric\":\"glucose\",\"unit\":\"mg/dL\",\"samples\":[{\"observedAt\":\"")
                .append(at)
                .append("\",\"value\":")
                .append(value)
                .append("}]}}\n");
    }

    /** A slow swing between 70 and 210 mg/dL in tenths. */
    private static double value(int patient, int reading) {
        return Math.round(1400 + 700 * Math.sin((reading + patient) / 20.0)) / 10.0;
    }
}
