package io.anamnesis.web.ingest.imaging;

import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.Payload;
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

/** What a reader hands over. */
final class Gathered implements FindingSink {
    static final ReadingOptions UTC = new ReadingOptions("a.dcm", ZoneOffset.UTC, null, null, Map.of());
    static final ReadingOptions DATED =
            new ReadingOptions("a.dcm", ZoneOffset.UTC, Instant.parse("2026-03-01T08:15:00Z"), null, Map.of());
    static final ReadingOptions MEASURED = new ReadingOptions(
            "a.dcm",
            ZoneOffset.UTC,
            Instant.parse("2026-03-01T08:15:00Z"),
            null,
            Map.of(DicomDocuments.RADIOMICS, DicomDocuments.WHOLE_FRAME));

    final List<Finding> findings = new ArrayList<>();
    final List<Refusal> refusals = new ArrayList<>();

    static Gathered of(byte[] file, ReadingOptions options) throws IOException {
        Gathered gathered = new Gathered();
        new DicomDocuments().read(new ByteArrayInputStream(file), options, gathered);
        return gathered;
    }

    ImagingStudy study() {
        return ((Payload.ImagingPayload) findings.get(0).payload()).study();
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
