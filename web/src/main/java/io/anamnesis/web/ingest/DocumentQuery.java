package io.anamnesis.web.ingest;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.web.ingest.reading.DocumentFormat;
import io.anamnesis.web.ingest.reading.DocumentIntake;
import io.anamnesis.web.ingest.reading.DocumentReport;
import io.anamnesis.web.ingest.reading.FindingMessages;
import io.anamnesis.web.ingest.reading.ReadingOptions;
import io.anamnesis.web.ingest.reading.Refusal;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What path and query of an upload of a document say.
 *
 * @param format a reader's name, or null to recognise each document
 * @param patient whose data it is, where the sender says so
 */
record DocumentQuery(
        DocumentIntake intake,
        @Nullable String format,
        @Nullable PatientId patient,
        ReadingOptions options) implements FileReading {
    private static final int MAX_PARAMETERS = 16;

    static DocumentQuery of(QueryParameters query, DocumentIntake intake) throws Refused {
        Instant observedAt = query.optional("observedAt") == null ? null : query.instant("observedAt", Instant.EPOCH);
        return new DocumentQuery(
                intake,
                format(query, intake),
                FileQuery.patient(query),
                new ReadingOptions(
                        document(query),
                        FileQuery.zone(query),
                        observedAt,
                        query.optional("assembly"),
                        query.others(MAX_PARAMETERS, "observedAt", "document", "zone", "assembly", "patient")));
    }

    private static @Nullable String format(QueryParameters query, DocumentIntake intake) throws Refused {
        String name = query.path("format");
        if (name.equals("auto")) {
            return null;
        }
        List<String> names = intake.formats().stream().map(DocumentFormat::name).toList();
        if (!names.contains(name)) {
            throw new Refused(new Problem(
                            ProblemCode.UNKNOWN_FORMAT, "Expected 'auto' or one of: " + String.join(", ", names) + ".")
                    .with("formats", names));
        }
        return name;
    }

    private static @Nullable String document(QueryParameters query) throws Refused {
        String name = query.optional("document");
        if (name != null && (name.isBlank() || name.length() > Origin.MAX_LENGTH)) {
            throw new Refused(Problem.parameter("document", "a name of 1 to " + Origin.MAX_LENGTH + " characters"));
        }
        return name;
    }

    @Override
    public Map<String, Object> read(InputStream in, Instant arrivedAt, Output output) throws IOException {
        DocumentReport report = intake.read(
                in, format, options, new FindingMessages(patient, s -> Optional.empty(), arrivedAt, out(output)));
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("documents", report.documents());
        counts.put("documentsByFormat", report.documentsByFormat());
        counts.put("findings", report.findings());
        return counts;
    }

    private static FindingMessages.Output out(Output output) {
        return new FindingMessages.Output() {
            @Override
            public void message(ModalityMessage message) {
                Origin origin = message.origin();
                output.message(message, origin == null ? 0 : origin.line());
            }

            @Override
            public void refused(Refusal refusal) {
                output.refused(refusal);
            }
        };
    }
}
