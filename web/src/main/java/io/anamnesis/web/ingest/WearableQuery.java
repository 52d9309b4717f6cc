package io.anamnesis.web.ingest;

import io.anamnesis.protocol.message.Source;
import io.anamnesis.web.ingest.wearable.DateOrder;
import io.anamnesis.web.ingest.wearable.ReadOptions;
import io.anamnesis.web.ingest.wearable.ReadReport;
import io.anamnesis.web.ingest.wearable.WearableFormat;
import io.anamnesis.web.ingest.wearable.WearableFormats;
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
import org.jspecify.annotations.Nullable;

/**
 * What the path and query of an upload say.
 *
 * @param format a reader's name, or null to recognise it
 * @param source the source system, or null for the format's name
 */
record WearableQuery(
        @Nullable String format,
        ReadOptions options,
        @Nullable String source) implements FileReading {
    static WearableQuery of(QueryParameters query, long maxBytes) throws Refused {
        ReadOptions options = ReadOptions.defaults()
                .withZone(FileQuery.zone(query))
                .withDateOrder(dateOrder(query))
                .withPatient(FileQuery.patient(query));
        return new WearableQuery(format(query), options.withLimits(maxBytes, options.maxLineChars()), source(query));
    }

    @Override
    public Map<String, Object> read(InputStream in, Instant arrivedAt, Output output) throws IOException {
        ReadReport read = WearableBatcher.read(in, format, options, source, arrivedAt, output);
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("format", read.format());
        counts.put("rows", read.rows());
        counts.put("acceptedRows", read.acceptedRows());
        counts.put("refusedRows", read.refusedRows());
        counts.put("samples", read.samples());
        return counts;
    }

    private static @Nullable String format(QueryParameters query) throws Refused {
        String name = query.path("format");
        List<String> names =
                WearableFormats.list().stream().map(WearableFormat::name).toList();
        if (name.equals("auto")) {
            return null;
        }
        if (!names.contains(name)) {
            throw new Refused(new Problem(
                            ProblemCode.UNKNOWN_FORMAT, "Expected 'auto' or one of: " + String.join(", ", names) + ".")
                    .with("formats", names));
        }
        return name;
    }

    private static @Nullable DateOrder dateOrder(QueryParameters query) throws Refused {
        String order = query.optional("dateOrder");
        if (order == null) {
            return null;
        }
        return switch (order) {
            case "day-first" -> DateOrder.DAY_FIRST;
            case "month-first" -> DateOrder.MONTH_FIRST;
            default -> throw new Refused(Problem.parameter("dateOrder", "day-first or month-first"));
        };
    }

    private static @Nullable String source(QueryParameters query) throws Refused {
        String source = query.optional("source");
        if (source != null && (source.isBlank() || source.length() > Source.MAX_LENGTH)) {
            throw new Refused(Problem.parameter("source", "a name of 1 to " + Source.MAX_LENGTH + " characters"));
        }
        return source;
    }
}
