package io.anamnesis.web.ingest;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.web.ingest.imaging.StoreRequest;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingMessages;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A STOW-RS request: DICOM files in a body of parts.
 *
 * @param body opens what the connection brings
 * @param mediaType of the request, with its boundary
 */
record StoreQuery(
        UploadedParts body,
        String mediaType,
        Supplier<IdentitySource.Reading> identities,
        @Nullable PatientId patient,
        ReadingOptions options)
        implements FileReading {
    private static final int MAX_PARAMETERS = 16;

    static StoreQuery of(
            QueryParameters query, UploadedParts body, String mediaType, Supplier<IdentitySource.Reading> identities)
            throws Refused {
        Instant observedAt = query.optional("observedAt") == null ? null : query.instant("observedAt", Instant.EPOCH);
        return new StoreQuery(
                body,
                mediaType,
                identities,
                FileQuery.patient(query),
                new ReadingOptions(
                        DocumentQuery.document(query),
                        FileQuery.zone(query),
                        observedAt,
                        null,
                        query.others(MAX_PARAMETERS, "observedAt", "document", "zone", "patient")));
    }

    @Override
    public Map<String, Object> read(InputStream in, Instant arrivedAt, Output output) throws IOException {
        Counting sink = new Counting(
                new FindingMessages(patient, identities.get().map()::patient, arrivedAt, new FindingOutput(output)));
        StoreRequest.read(mediaType, body.open(in), options, sink);
        return Map.of("findings", sink.findings);
    }

    private static final class Counting implements FindingSink {
        private final FindingSink sink;
        private long findings;

        Counting(FindingSink sink) {
            this.sink = sink;
        }

        @Override
        public void found(Finding finding) {
            findings++;
            sink.found(finding);
        }

        @Override
        public void refused(Refusal refusal) {
            sink.refused(refusal);
        }
    }
}
