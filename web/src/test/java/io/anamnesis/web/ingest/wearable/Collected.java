package io.anamnesis.web.ingest.wearable;

import io.anamnesis.web.ingest.reading.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A read and all that it gave. */
record Collected(ReadReport report, List<WearableSample> samples, List<Refusal> refusals) {
    static final ReadOptions UTC = ReadOptions.defaults().withZone(ZoneOffset.UTC);

    static Collected text(String text, ReadOptions options) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), options);
    }

    static Collected bytes(byte[] bytes, ReadOptions options) {
        try {
            return stream(new ByteArrayInputStream(bytes), null, options);
        } catch (IOException e) {
            throw new AssertionError("an array can't fail to be read", e);
        }
    }

    static Collected file(Path file, ReadOptions options) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return stream(in, null, options);
        }
    }

    static Collected stream(InputStream in, @Nullable String format, ReadOptions options) throws IOException {
        List<WearableSample> samples = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        ReadReport report = WearableFormats.read(in, format, options, new WearableSink() {
            @Override
            public void sample(WearableSample sample) {
                samples.add(sample);
            }

            @Override
            public void refused(Refusal refusal) {
                refusals.add(refusal);
            }
        });
        return new Collected(report, samples, refusals);
    }

    List<String> codes() {
        return refusals.stream().map(Refusal::code).toList();
    }

    List<WearableSample> of(String metric) {
        return samples.stream().filter(sample -> sample.metric().equals(metric)).toList();
    }
}
