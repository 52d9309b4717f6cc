package io.anamnesis.web.problem;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.message.WearableSamples;
import io.anamnesis.protocol.patient.AsOf;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads path and query parameters, each at most once; what is wrong leaves as a {@link Refused} problem. */
public final class QueryParameters {
    /** A parameter does not have its form. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        /** With what to answer. */
        public Refused(Problem problem) {
            super(problem.code().code(), null, false, false);
            this.problem = problem;
        }

        /** What to answer. */
        public Problem problem() {
            return problem;
        }
    }

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,4})([hd])");
    private static final long MAX_SPAN_DAYS = 366;

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

    /** A parameter of the path. */
    public String path(String name) throws Refused {
        String value = context.pathParam(name);
        if (value == null) {
            throw refused(name, "part of the path");
        }
        return value;
    }

    /** A patient's sequence number from 0, or null where it is not given. */
    public @Nullable Long seq(String name) throws Refused {
        String text = optional(name);
        return text == null ? null : (Long) number(name, text, 0, Long.MAX_VALUE);
    }

    /** {@code asOf}: an instant or {@code seq:N}, or null where it is not given. */
    public @Nullable AsOf asOf() throws Refused {
        String text = optional("asOf");
        if (text == null) {
            return null;
        }
        return text.startsWith("seq:")
                ? new AsOf.Seq(number("asOf", text.substring(4), 0, Long.MAX_VALUE))
                : new AsOf.ReceivedAt(instant("asOf", text, "an ISO-8601 instant or seq:N"));
    }

    /** {@code metric}, which is required. */
    public String metric() throws Refused {
        String text = optional("metric");
        if (text == null || !WearableSamples.isMetricName(text)) {
            throw refused("metric", "the name of a metric, 1 to 64 characters of [a-z0-9-]");
        }
        return text;
    }

    /** The path's {@code modality}; wearables have windows and no items. */
    public Modality modality() throws Refused {
        return Modality.ofWireName(path("modality"))
                .filter(modality -> modality != Modality.WEARABLES)
                .orElseThrow(() -> refused("modality", "one of genomics, imaging, notes, clinical"));
    }

    /** {@code after}, a cursor as a page gave it, or null where it is not given. */
    public @Nullable String cursor() throws Refused {
        String text = optional("after");
        if (text != null && text.indexOf('/') < 1) {
            throw refused("after", "the nextAfter of the page before");
        }
        return text;
    }

    /** All parameters of the query but these, each at most once. */
    public Map<String, String> others(int most, String... apart) throws Refused {
        Map<String, String> others = new HashMap<>();
        for (String name : context.queryParams().names()) {
            String value = Arrays.asList(apart).contains(name) ? null : optional(name);
            if (value != null) {
                others.put(name, value);
            }
        }
        if (others.size() > most) {
            throw refused("query", "at most " + most + " filters, here " + others.size());
        }
        return others;
    }

    /** An instant. */
    public Instant instant(String name, Instant otherwise) throws Refused {
        String text = optional(name);
        return text == null ? otherwise : instant(name, text, "an ISO-8601 instant such as 2026-03-01T08:15:00Z");
    }

    /** A whole number of hours or days, such as {@code 6h} or {@code 7d}, at most a year; null where it is not given. */
    public @Nullable Duration span(String name) throws Refused {
        String text = optional(name);
        if (text == null) {
            return null;
        }
        Matcher span = SPAN.matcher(text);
        Duration length = !span.matches()
                ? Duration.ZERO
                : Duration.ofHours(
                        Long.parseLong(span.group(1)) * (span.group(2).equals("d") ? 24 : 1));
        if (length.isZero() || length.toDays() > MAX_SPAN_DAYS) {
            throw refused(name, "a whole number of hours or days such as 6h or 7d, at most " + MAX_SPAN_DAYS + "d");
        }
        return length;
    }

    /** {@code limit}, from 1. */
    public int limit(int otherwise, int most) throws Refused {
        return number("limit", otherwise, most);
    }

    /** A whole number from 1. */
    public int number(String name, int otherwise, int most) throws Refused {
        String text = optional(name);
        return text == null ? otherwise : (int) number(name, text, 1, most);
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

    /** A parameter as it is, or null where it is not given. */
    public @Nullable String optional(String name) throws Refused {
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
