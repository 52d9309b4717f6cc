package io.anamnesis.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anamnesis.protocol.message.ModalityMessage;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Microseconds for one message of one sample, as a device would send it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class MessageCodecBenchmark {
    private static final Instant ARRIVED = Instant.parse("2026-03-02T00:00:00Z");

    private final byte[] json = """
            {"id":"bench-0001-00000001","patient":"patient-0001","modality":"wearables",\
            "source":{"system":"bench","device":"sensor-0001"},"issuedAt":"2026-03-01T08:15:01Z",\
            "payload":{"metric":"glucose","unit":"mg/dL","samples":[{"observedAt":"2026-03-01T08:15:00Z","value":104.5}]}}""".getBytes(UTF_8);

    private final ModalityMessage message;
    private final byte[] cbor;

    public MessageCodecBenchmark() {
        try {
            message = MessageCodec.fromJson(json, ARRIVED);
        } catch (MalformedMessage e) {
            throw new IllegalStateException(e);
        }
        cbor = MessageCodec.toCbor(message);
    }

    /** The edge. */
    @Benchmark
    public ModalityMessage fromJson() throws MalformedMessage {
        return MessageCodec.fromJson(json, ARRIVED);
    }

    @Benchmark
    public byte[] toJson() {
        return MessageCodec.toJson(message);
    }

    /** The append. */
    @Benchmark
    public byte[] toCbor() {
        return MessageCodec.toCbor(message);
    }

    /** The decision. */
    @Benchmark
    public long contentHash() {
        return MessageCodec.contentHash(message);
    }

    /** A recovery, and a hop between nodes. */
    @Benchmark
    public ModalityMessage fromCbor() throws MalformedMessage {
        return MessageCodec.fromCbor(cbor);
    }
}
