package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** All that a reader hands over. */
final class Collected implements VcfSink {
    final List<VcfRecord> records = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();
    private @Nullable VcfHeader header;
    private @Nullable VcfReport report;

    static Collected of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Collected of(byte[] bytes) {
        try {
            return of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError("an array does not fail", e);
        }
    }

    static Collected of(InputStream in) throws IOException {
        Collected result = new Collected();
        result.report = VcfReader.read(in, result);
        return result;
    }

    /** A file of the shared data, plain or gzip. */
    static Collected shared(String path) throws IOException {
        try (InputStream in = open(SharedData.file(path))) {
            return of(in);
        }
    }

    static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    VcfHeader header() {
        return Objects.requireNonNull(header);
    }

    VcfReport report() {
        return Objects.requireNonNull(report);
    }

    List<String> codes() {
        return refusals.stream().map(Refusal::code).toList();
    }

    List<String> places() {
        return refusals.stream()
                .map(refusal -> refusal.line() + " " + refusal.element() + " " + refusal.code())
                .toList();
    }

    @Override
    public void header(VcfHeader given) {
        header = given;
    }

    @Override
    public void record(VcfRecord record) {
        records.add(record);
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }
}
