package io.anamnesis.storage;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.WindowView;
import io.anamnesis.protocol.patient.WriterId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Invented rows. Each test takes a patient of its own, so that tests share a database without seeing each other. */
public final class Samples {
    public static final Instant T0 = Instant.parse("2026-01-05T08:00:00.123456789Z");
    public static final WriterId WRITER = new WriterId("writer-a");

    private Samples() {}

    public static PatientId patient() {
        return new PatientId("test-" + UUID.randomUUID());
    }

    public static JournalEntry entry(long seq, WriterId writer) {
        return entry(seq, writer, ("event " + seq + " of " + writer).getBytes(StandardCharsets.UTF_8));
    }

    public static JournalEntry entry(long seq, WriterId writer, byte[] payload) {
        return new JournalEntry(
                seq,
                writer,
                new MessageId("m-" + writer + "-" + seq),
                "message-recorded",
                1,
                "lab",
                T0.plusSeconds(seq),
                T0.plusSeconds(seq).plusNanos(1),
                payload);
    }

    /** An entry whose raw text lies apart. */
    public static JournalEntry apart(long seq, WriterId writer, byte[] rawText) {
        JournalEntry entry = entry(seq, writer);
        return new JournalEntry(
                entry.seq(),
                entry.writer(),
                entry.messageId(),
                entry.type(),
                entry.schemaVersion(),
                entry.sourceSystem(),
                entry.observedAt(),
                entry.receivedAt(),
                entry.payload(),
                rawText);
    }

    public static List<JournalEntry> entries(long from, long to, WriterId writer) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(seq -> entry(seq, writer))
                .toList();
    }

    public static Digest digest(PatientId patient, int slice, long seq) {
        return digest(patient, slice, seq, 37.5);
    }

    public static Digest digest(PatientId patient, int slice, long seq, double value) {
        return new Digest(
                patient,
                slice,
                seq,
                Map.of(
                        Modality.WEARABLES,
                        new Digest.Part(
                                seq,
                                T0.truncatedTo(ChronoUnit.MILLIS),
                                T0.truncatedTo(ChronoUnit.MILLIS).plusSeconds(9),
                                List.of(),
                                Set.of(),
                                Map.of("glucose.mean[14d]", value, "odd", Double.NaN),
                                Map.of()),
                        Modality.GENOMICS,
                        new Digest.Part(
                                1,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                List.of(
                                        new Digest.Element(
                                                "variant",
                                                7L,
                                                Set.of("gene:EGFR", "class:missense"),
                                                Map.of("vaf", 0.25)),
                                        new Digest.Element("variant", null, Set.of(), Map.of())),
                                Set.of("variant"),
                                Map.of(),
                                Map.of(
                                        "fused",
                                        List.of(new float[] {0.25f, -1e-30f, Float.MAX_VALUE, seq}, new float[0]),
                                        "none",
                                        List.of()))));
    }

    /** With one vector and nothing else. */
    public static Digest digest(PatientId patient, int slice, long seq, float[] vector) {
        Digest.Part part = new Digest.Part(
                seq, Instant.EPOCH, Instant.EPOCH, List.of(), Set.of(), Map.of(), Map.of("v", List.of(vector)));
        return new Digest(patient, slice, seq, Map.of(Modality.IMAGING, part));
    }

    public static WindowView window(String metric, int index, double mean) {
        Instant start = Instant.parse("2026-01-05T08:00:00Z").plus(Duration.ofMinutes(5L * index));
        return new WindowView(
                metric,
                "mg/dL",
                start,
                start.plus(Duration.ofMinutes(5)),
                index + 1L,
                mean,
                index == 0 ? null : 1.5,
                mean - 1,
                mean + 1,
                index,
                true,
                index % 2 == 0 ? new WindowView.Glucose(0, 1, 2, 3, 1, 12.5, 6.25) : null);
    }

    /** Waits for a stage as a test may, and never for ever. */
    public static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
