package io.anamnesis.web.ingest;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.web.ingest.imaging.StoreRequest;
import io.anamnesis.web.ingest.reading.Finding;
import io.anamnesis.web.ingest.reading.FindingMessages;
import io.anamnesis.web.ingest.reading.FindingSink;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A STOW-RS request: DICOM files in a body of parts. A line of its report is a part.
 *
 * @param body opens what the connection brings
 * @param mediaType of the request, with its boundary
 * @param response what is answered; null where the report in lines was asked for
 */
record StoreQuery(
        UploadedParts body,
        String mediaType,
        Supplier<IdentitySource.Reading> identities,
        @Nullable PatientId patient,
        ReadingOptions options,
        @Nullable StoreReport response)
        implements FileReading {
    private static final int MAX_PARAMETERS = 16;

    static StoreQuery of(
            QueryParameters query,
            UploadedParts body,
            String mediaType,
            Supplier<IdentitySource.Reading> identities,
            boolean inLines)
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
                        query.others(MAX_PARAMETERS, "observedAt", "document", "zone", "patient")),
                inLines ? null : new StoreReport());
    }

    @Override
    public Map<String, Object> read(InputStream in, Instant arrivedAt, Output output) throws IOException {
        ByPart parts = new ByPart(output);
        Counting sink = new Counting(
                new FindingMessages(patient, identities.get().map()::patient, arrivedAt, new FindingOutput(parts)),
                parts,
                response);
        StoreRequest.read(mediaType, body.open(in), options, sink);
        return Map.of("findings", sink.findings);
    }

    @Override
    public UploadReport report() {
        return response == null ? new Report() : response;
    }

    /** PS3.18 table 10.5.3-1 knows 400 only. */
    @Override
    public ProblemCode unreadable() {
        return response == null ? ProblemCode.UNREADABLE_FILE : ProblemCode.BAD_REQUEST;
    }

    /** Says of everything in which part it stands. */
    private static final class ByPart implements Output {
        private final Output output;
        private long number;

        ByPart(Output output) {
            this.output = output;
        }

        @Override
        public void message(ModalityMessage message, long line) {
            output.message(message, number);
        }

        @Override
        public void refused(Refusal refusal) {
            output.refused(new Refusal(number, refusal.element(), refusal.code(), refusal.reason()));
        }
    }

    private static final class Counting implements StoreRequest.Parts {
        private final FindingSink sink;
        private final ByPart parts;
        private final @Nullable StoreReport response;
        private long findings;

        Counting(FindingSink sink, ByPart parts, @Nullable StoreReport response) {
            this.sink = sink;
            this.parts = parts;
            this.response = response;
        }

        @Override
        public void part(int number) {
            parts.number = number;
            if (response != null) {
                response.part(number);
            }
        }

        @Override
        public void object(@Nullable String sopClassUid, @Nullable String sopInstanceUid) {
            if (response != null) {
                response.object(parts.number, sopClassUid, sopInstanceUid);
            }
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
