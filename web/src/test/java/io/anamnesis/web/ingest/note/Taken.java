package io.anamnesis.web.ingest.note;

import io.anamnesis.protocol.message.ClinicalNote;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.web.ingest.note.embedding.SentenceEmbedder;
import io.anamnesis.web.ingest.reading.DocumentReader;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reader gave. */
final class Taken implements FindingSink {
    static final NoteComposer COMPOSER = new NoteComposer(SentenceEmbedder.NONE);

    final List<Finding> findings = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();

    static Taken of(DocumentReader reader, byte[] bytes, ReadingOptions options) throws IOException {
        Taken taken = new Taken();
        reader.read(new ByteArrayInputStream(bytes), options, taken);
        return taken;
    }

    static ReadingOptions options(@Nullable String document, Map<String, String> parameters) {
        return new ReadingOptions(document, ZoneOffset.UTC, Instant.parse("2020-05-06T10:00:00Z"), null, parameters);
    }

    ClinicalNote note(int i) {
        return ((Payload.NotePayload) findings.get(i).payload()).note();
    }

    List<String> codes() {
        return refusals.stream().map(Refusal::code).distinct().toList();
    }

    @Override
    public void found(Finding finding) {
        findings.add(finding);
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }
}
