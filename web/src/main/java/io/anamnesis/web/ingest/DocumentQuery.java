package io.anamnesis.web.ingest;

import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.web.ingest.reading.DocumentFormat;
import io.anamnesis.web.ingest.reading.DocumentReport;
import io.anamnesis.web.ingest.reading.FindingMessages;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.anamnesis.web.problem.QueryParameters;
import io.anamnesis.web.problem.QueryParameters.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What path and query of an upload of a document say.
 *
 * @param identities whom identifiers mean, and the readers; asked on the reading thread
 * @param format a reader's name, or null to recognise each document
 * @param patient whose data it is, where the sender says so
 */
record DocumentQuery(
        Supplier<IdentitySource.Reading> identities,
        @Nullable String format,
        @Nullable PatientId patient,
        ReadingOptions options)
        implements FileReading {
    private static final int MAX_PARAMETERS = 16;

    /** @param formats that are known */
    static DocumentQuery of(
            QueryParameters query, List<DocumentFormat> formats, Supplier<IdentitySource.Reading> identities)
            throws Refused {
        Instant observedAt = query.optional("observedAt") == null ? null : query.instant("observedAt", Instant.EPOCH);
        return new DocumentQuery(
                identities,
                format(query, formats),
                FileQuery.patient(query),
                new ReadingOptions(
                        document(query),
                        FileQuery.zone(query),
                        observedAt,
                        query.optional("assembly"),
                        query.others(MAX_PARAMETERS, "observedAt", "document", "zone", "assembly", "patient")));
    }

    private static @Nullable String format(QueryParameters query, List<DocumentFormat> formats) throws Refused {
        String name = query.path("format");
        if (name.equals("auto")) {
            return null;
        }
        List<String> names = formats.stream().map(DocumentFormat::name).toList();
        if (!names.contains(name)) {
            throw new Refused(new Problem(
                            ProblemCode.UNKNOWN_FORMAT, "Expected 'auto' or one of: " + String.join(", ", names) + ".")
                    .with("formats", names));
        }
        return name;
    }

    static @Nullable String document(QueryParameters query) throws Refused {
        String name = query.optional("document");
        if (name != null && (name.isBlank() || name.length() > Origin.MAX_LENGTH)) {
            throw new Refused(Problem.parameter("document", "a name of 1 to " + Origin.MAX_LENGTH + " characters"));
        }
        return name;
    }

    @Override
    public Map<String, Object> read(InputStream in, Instant arrivedAt, Output output) throws IOException {
        IdentitySource.Reading now = identities.get();
        DocumentReport report = now.intake()
                .read(
                        in,
                        format,
                        options,
                        new FindingMessages(patient, now.map()::patient, arrivedAt, new FindingOutput(output)));
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("documents", report.documents());
        counts.put("documentsByFormat", report.documentsByFormat());
        counts.put("findings", report.findings());
        return counts;
    }
}
