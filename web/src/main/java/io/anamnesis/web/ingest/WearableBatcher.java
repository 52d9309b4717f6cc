package io.anamnesis.web.ingest;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.message.WearableSamples;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.ingest.wearable.ReadOptions;
import io.anamnesis.web.ingest.wearable.ReadReport;
import io.anamnesis.web.ingest.wearable.WearableFormat;
import io.anamnesis.web.ingest.wearable.WearableFormats;
import io.anamnesis.web.ingest.wearable.WearableSample;
import io.anamnesis.web.ingest.wearable.WearableSink;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the samples of a file into messages: {@value #MAX_SAMPLES} of one patient, metric, unit and device each, in the
 * order of the file.
 *
 * <p>A message's id is a hash of what it says, and where a batch ends depends on the file alone. The same file sent again
 * therefore gives the same ids, which patients answer as duplicates. Memory is bounded: beyond {@value #MAX_OPEN} batches
 * the one opened first is handed on as it is.
 */
final class WearableBatcher implements WearableSink {
    /** The most samples in one message: small enough for a group commit, large enough to spread its cost. */
    public static final int MAX_SAMPLES = 500;

    /** The most batches that are being gathered. */
    public static final int MAX_OPEN = 256;

    /** Bytes that are enough to recognise a format. */
    private static final int BEGINNING_BYTES = 64 * 1024;

    private record Key(
            PatientId patient,
            String metric,
            String unit,
            @Nullable String device) {}

    private final String system;
    private final Instant issuedAt;
    private final FileReading.Output output;
    private final Map<Key, SampleBatch> open = new LinkedHashMap<>();

    /**
     * Begins with nothing gathered.
     *
     * @param system the source system of the messages
     * @param issuedAt when they arrived: of two files that say different things of one sample, the later one holds
     */
    public WearableBatcher(String system, Instant issuedAt, FileReading.Output output) {
        this.system = system;
        this.issuedAt = issuedAt;
        this.output = output;
    }

    /**
     * Reads a whole file. Blocks; closes nothing.
     *
     * @param format a reader's name, or null to recognise it by content
     * @param source the source system of the messages, or null for the format's name
     * @throws IOException where the input fails
     * @throws io.anamnesis.web.ingest.wearable.UnreadableInput where it can't be read, or not any further; what was read
     *     before has been handed on
     */
    public static ReadReport read(
            InputStream in,
            @Nullable String format,
            ReadOptions options,
            @Nullable String source,
            Instant issuedAt,
            FileReading.Output output)
            throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BEGINNING_BYTES);
        String name = format == null ? recognised(buffered) : format;
        WearableBatcher batcher = new WearableBatcher(source == null ? name : source, issuedAt, output);
        try {
            return WearableFormats.read(buffered, format, options, batcher);
        } finally {
            batcher.flush();
        }
    }

    @Override
    public void sample(WearableSample sample) {
        String subject = sample.subject();
        if (subject == null) {
            refuse(sample, "patient-required", "the row names nobody; say whose samples these are");
            return;
        }
        if (!PatientId.isValid(subject)) {
            refuse(sample, "bad-patient-id", "the row's subject can't be a patient id");
            return;
        }
        String device = sample.device();
        if (device != null && device.length() > Source.MAX_LENGTH) {
            refuse(sample, "device-too-long", "a device has at most " + Source.MAX_LENGTH + " characters");
            return;
        }
        Key key = new Key(new PatientId(subject), sample.metric(), sample.unit(), device);
        SampleBatch batch = open.computeIfAbsent(key, k -> new SampleBatch(sample.line()));
        batch.add(sample.observedAt().toEpochMilli(), sample.value());
        if (batch.size() == MAX_SAMPLES) {
            open.remove(key);
            hand(key, batch);
        } else if (open.size() > MAX_OPEN) {
            handEldest();
        }
    }

    @Override
    public void refused(Refusal refusal) {
        output.refused(refusal);
    }

    /** Hands on what has been gathered; at the end of the file. */
    public void flush() {
        while (!open.isEmpty()) {
            handEldest();
        }
    }

    private void handEldest() {
        Iterator<Map.Entry<Key, SampleBatch>> entries = open.entrySet().iterator();
        Map.Entry<Key, SampleBatch> eldest = entries.next();
        Key key = eldest.getKey();
        SampleBatch batch = eldest.getValue();
        entries.remove();
        hand(key, batch);
    }

    private void hand(Key key, SampleBatch batch) {
        WearableSamples samples = batch.samples(key.metric(), key.unit());
        Source source = new Source(system, key.device());
        output.message(batch.message(key.patient(), source, samples, issuedAt), batch.firstLine());
    }

    private void refuse(WearableSample sample, String code, String reason) {
        output.refused(new Refusal(sample.line(), null, code, reason));
    }

    private static String recognised(BufferedInputStream in) throws IOException {
        in.mark(BEGINNING_BYTES);
        byte[] beginning = in.readNBytes(BEGINNING_BYTES);
        in.reset();
        return WearableFormats.recognise(beginning).map(WearableFormat::name).orElse("wearables");
    }
}
