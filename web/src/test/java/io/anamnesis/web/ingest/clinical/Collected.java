package io.anamnesis.web.ingest.clinical;

import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.ClinicalResource;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.testing.SharedData;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** All that a reading found. */
final class Collected implements FindingSink {
    static final Instant SENT = Instant.parse("2026-01-02T03:04:05Z");

    final List<Finding> findings = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();

    @Override
    public void found(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }

    static Collected of(String json) {
        return of(json.getBytes(StandardCharsets.UTF_8), IdentityMap.none(), options());
    }

    static Collected of(String json, IdentityMap map) {
        return of(json.getBytes(StandardCharsets.UTF_8), map, options());
    }

    static Collected of(byte[] json, IdentityMap map, ReadingOptions options) {
        Collected collected = new Collected();
        try {
            new FhirReader(map).read(new ByteArrayInputStream(json), options, collected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collected;
    }

    /** The sender's time is known, so that undated resources are taken. */
    static ReadingOptions options() {
        return new ReadingOptions("test.json", null, SENT, null, Map.of());
    }

    List<ClinicalResource> resources() {
        return findings.stream()
                .map(Finding::payload)
                .filter(Payload.ClinicalPayload.class::isInstance)
                .map(payload -> ((Payload.ClinicalPayload) payload).resource())
                .toList();
    }

    List<ClinicalNote> notes() {
        return findings.stream()
                .map(Finding::payload)
                .filter(Payload.NotePayload.class::isInstance)
                .map(payload -> ((Payload.NotePayload) payload).note())
                .toList();
    }

    ClinicalResource only() {
        if (resources().size() != 1) {
            throw new AssertionError("one resource expected, found " + resources() + " and " + refusals);
        }
        return resources().get(0);
    }

    List<String> places() {
        return refusals.stream()
                .map(refusal -> refusal.line() + " " + refusal.element() + " " + refusal.code())
                .toList();
    }

    /** The files of a zip of the shared data, by name. */
    static Map<String, byte[]> zip(String path) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(SharedData.file(path).toFile());
                Stream<? extends ZipEntry> entries = zip.stream()) {
            for (ZipEntry entry : entries.filter(one -> !one.isDirectory()).toList()) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }
}
