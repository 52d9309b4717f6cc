package io.anamnesis.node.load;

import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.WearableSamples;
import io.anamnesis.protocol.wire.MessageCodec;
import io.anamnesis.web.ingest.wearable.WearableSample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers samples of one patient, metric, unit and device into messages. Bounded: a full group becomes a message, and so do
 * all groups when there are too many of them. What comes out depends on the order of the samples only.
 */
final class SampleGroups {
    private static final int MAX_GROUP = 500;
    private static final int MAX_GROUPS = 256;

    private final SourceFile file;
    private final @Nullable String entry;
    private final String system;
    private final MessageSink sink;
    private final Map<Key, Group> groups = new LinkedHashMap<>();

    private record Key(
            PatientId patient,
            String metric,
            String unit,
            @Nullable String device) {}

    private static final class Group {
        private final long firstLine;
        private final List<WearableSample> samples = new ArrayList<>();

        Group(long firstLine) {
            this.firstLine = firstLine;
        }
    }

    /**
     * @param entry of an archive; null for the file itself
     * @param system names the kind of source in every message
     */
    SampleGroups(SourceFile file, @Nullable String entry, String system, MessageSink sink) {
        this.file = file;
        this.entry = entry;
        this.system = system;
        this.sink = sink;
    }

    void add(PatientId patient, WearableSample sample) throws InterruptedException {
        Key key = new Key(patient, sample.metric(), sample.unit(), device(sample));
        if (!groups.containsKey(key) && groups.size() == MAX_GROUPS) {
            flush();
        }
        Group group = groups.computeIfAbsent(key, k -> new Group(sample.line()));
        group.samples.add(sample);
        if (group.samples.size() == MAX_GROUP) {
            groups.remove(key);
            send(key, group);
        }
    }

    /** Makes messages of all that is gathered. */
    void flush() throws InterruptedException {
        for (Map.Entry<Key, Group> entry : groups.entrySet()) {
            send(entry.getKey(), entry.getValue());
        }
        groups.clear();
    }

    private static @Nullable String device(WearableSample sample) {
        String device = sample.device();
        return device == null || device.length() <= Source.MAX_LENGTH ? device : device.substring(0, Source.MAX_LENGTH);
    }

    private void send(Key key, Group group) throws InterruptedException {
        int size = group.samples.size();
        long[] times = new long[size];
        double[] values = new double[size];
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            times[i] = group.samples.get(i).observedAt().toEpochMilli();
            values[i] = group.samples.get(i).value();
            latest = Math.max(latest, times[i]);
        }
        ModalityMessage message = new ModalityMessage(
                id(key, times, values),
                key.patient(),
                new Source(system, key.device()),
                Instant.ofEpochMilli(latest),
                file.modifiedAt(),
                ModalityMessage.CURRENT_SCHEMA_VERSION,
                Set.of(),
                new Payload.WearablePayload(new WearableSamples(key.metric(), key.unit(), times, values)),
                Map.of());
        sink.message(MessageCodec.toJson(message), new Place(file.path(), group.firstLine, entry));
    }

    /** Named after what it says, so that the same samples are the same message whoever sends them and however often. */
    private MessageId id(Key key, long[] times, double[] values) {
        MessageDigest digest = sha256();
        for (String part : new String[] {
            system, key.patient().value(), key.metric(), key.unit(), key.device() == null ? "" : key.device()
        }) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            digest.update(bytes);
        }
        ByteBuffer numbers = ByteBuffer.allocate(times.length * 16);
        for (int i = 0; i < times.length; i++) {
            numbers.putLong(times[i]).putDouble(values[i]);
        }
        digest.update(numbers.array());
        return new MessageId("w-" + HexFormat.of().formatHex(digest.digest(), 0, 20));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
