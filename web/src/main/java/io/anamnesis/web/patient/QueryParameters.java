package io.anamnesis.web.patient;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.WearableSamples;
import io.anamnesis.protocol.patient.AsOf;
import io.anamnesis.web.problem.Problem;
import io.anamnesis.web.problem.ProblemCode;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads path and query parameters, each at most once; what is wrong leaves as a {@link Refused} problem. */
public final class QueryParameters {
    /** A parameter does not have its form. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Refused(Problem problem) {
            super(problem.code().code(), null, false, false);
            this.problem = problem;
        }

        /** What to answer. */
        public Problem problem() {
            return problem;
        }
    }

    private final RoutingContext context;

    public QueryParameters(RoutingContext context) {
        this.context = context;
    }

    /** The path's {@code id}. */
    public PatientId patient() throws Refused {
        String id = context.pathParam("id");
        if (id == null || !PatientId.isValid(id)) {
            throw new Refused(new Problem(
                    ProblemCode.BAD_PATIENT_ID,
                    "A patient id has 1 to 128 characters of [A-Za-z0-9 ._:@+=~-] and begins with a letter or digit."));
        }
        return new PatientId(id);
    }

    /** A patient's sequence number from 0, or null where it is not given. */
    public @Nullable Long seq(String name) throws Refused {
        String text = optional(name);
        return text == null ? null : (Long) number(name, text, 0, Long.MAX_VALUE);
    }

    @Nullable
    AsOf asOf() throws Refused {
        String text = optional("asOf");
        if (text == null) {
            return null;
        }
        return text.startsWith("seq:")
                ? new AsOf.Seq(number("asOf", text.substring(4), 0, Long.MAX_VALUE))
                : new AsOf.ReceivedAt(instant("asOf", text, "an ISO-8601 instant or seq:N"));
    }

    String metric() throws Refused {
        String text = optional("metric");
        if (text == null || !WearableSamples.isMetricName(text)) {
            throw refused("metric", "the name of a metric, 1 to 64 characters of [a-z0-9-]");
        }
        return text;
    }

    Instant instant(String name, Instant otherwise) throws Refused {
        String text = optional(name);
        return text == null ? otherwise : instant(name, text, "an ISO-8601 instant such as 2026-03-01T08:15:00Z");
    }

    int limit(int otherwise, int most) throws Refused {
        String text = optional("limit");
        return text == null ? otherwise : (int) number("limit", text, 1, most);
    }

    private static Instant instant(String name, String text, String expected) throws Refused {
        try {
            Instant instant = text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
            return Instant.ofEpochMilli(instant.toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw refused(name, expected);
        }
    }

    private static long number(String name, String text, long least, long most) throws Refused {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(name, "a whole number from " + least + " to " + most);
        }
        throw refused(name, "a whole number from " + least + " to " + most);
    }

    private @Nullable String optional(String name) throws Refused {
        List<String> values = context.queryParam(name);
        if (values.size() > 1) {
            throw refused(name, "given at most once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static Refused refused(String name, String expected) {
        return new Refused(Problem.parameter(name, expected));
    }
}
