package io.anamnesis.protocol.query;

import com.fasterxml.jackson.core.JsonGenerator;
import io.anamnesis.protocol.message.PatientId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the JSON form. What is as it is by default is left out. */
final class JsonWriter {
    private final JsonGenerator out;

    JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    /** Something that writes. */
    private interface Body {
        void write() throws IOException;
    }

    void criterion(Criterion criterion) throws IOException {
        out.writeStartObject();
        body(criterion).write();
        out.writeEndObject();
    }

    private Body body(Criterion criterion) {
        return criterion.match(new Criterion.Cases<>() {
            @Override
            public Body and(Criterion.And and) {
                return () -> parts("and", and.parts());
            }

            @Override
            public Body or(Criterion.Or or) {
                return () -> parts("or", or.parts());
            }

            @Override
            public Body not(Criterion.Not not) {
                return () -> {
                    out.writeFieldName("not");
                    criterion(not.part());
                };
            }

            @Override
            public Body atLeast(Criterion.AtLeast atLeast) {
                return () -> object("atLeast", () -> {
                    out.writeNumberField("n", atLeast.least());
                    parts("of", atLeast.parts());
                });
            }

            @Override
            public Body has(Criterion.Has has) {
                return () -> object("has", () -> JsonWriter.this.has(has));
            }

            @Override
            public Body number(Criterion.NumberIn number) {
                return () -> object("number", () -> {
                    out.writeStringField("name", number.name());
                    range("is", number.range());
                });
            }

            @Override
            public Body age(Criterion.AgeIn age) {
                return () -> range("age", age.years());
            }

            @Override
            public Body modality(Criterion.ModalityIs modality) {
                return () -> object("modality", () -> {
                    out.writeStringField("name", modality.modality().wireName());
                    out.writeStringField("state", JsonFields.wireName(modality.state()));
                    span("age", modality.age());
                });
            }

            @Override
            public Body temporal(Criterion.Temporal temporal) {
                return () -> object("temporal", () -> JsonWriter.this.temporal(temporal));
            }

            @Override
            public Body in(Criterion.In in) {
                return () -> {
                    out.writeArrayFieldStart("in");
                    for (PatientId patient : in.patients()) {
                        out.writeString(patient.value());
                    }
                    out.writeEndArray();
                };
            }

            @Override
            public Body nearest(NearestTo nearest) {
                return () -> object("near", () -> near(nearest));
            }
        });
    }

    private void object(String name, Body body) throws IOException {
        out.writeObjectFieldStart(name);
        body.write();
        out.writeEndObject();
    }

    private void parts(String name, List<Criterion> parts) throws IOException {
        out.writeArrayFieldStart(name);
        for (Criterion part : parts) {
            criterion(part);
        }
        out.writeEndArray();
    }

    private void has(Criterion.Has has) throws IOException {
        out.writeStringField("kind", has.kind());
        where(has.where());
        Body occurrence = has.occurrence().match(new Occurrence.Cases<>() {
            @Override
            public Body any(Occurrence.Any any) {
                return () -> {};
            }

            @Override
            public Body nth(Occurrence.Nth nth) {
                return () ->
                        object("occurrence", () -> object(nth.last() ? "last" : "first", () -> conditions(nth.then())));
            }

            @Override
            public Body count(Occurrence.Count count) {
                return () -> object(
                        "occurrence",
                        () -> object("count", () -> {
                            out.writeNumberField("least", count.least());
                            if (count.most() != Integer.MAX_VALUE) {
                                out.writeNumberField("most", count.most());
                            }
                        }));
            }
        });
        occurrence.write();
    }

    private void where(Conditions where) throws IOException {
        if (!where.isEmpty()) {
            object("where", () -> conditions(where));
        }
    }

    private void conditions(Conditions conditions) throws IOException {
        if (!conditions.terms().isEmpty()) {
            out.writeArrayFieldStart("terms");
            for (TermMatch term : conditions.terms()) {
                term(term);
            }
            out.writeEndArray();
        }
        if (!conditions.numbers().isEmpty()) {
            object("numbers", () -> {
                for (Map.Entry<String, Range> each : conditions.numbers().entrySet()) {
                    range(each.getKey(), each.getValue());
                }
            });
        }
        TimeWindow when = conditions.when();
        if (when != null) {
            object("when", () -> window(when).write());
        }
    }

    private void term(TermMatch term) throws IOException {
        List<String> values = term.match(new TermMatch.Cases<>() {
            @Override
            public List<String> words(TermMatch.Words words) {
                return List.copyOf(words.anyOf());
            }

            @Override
            public List<String> codes(TermMatch.Codes codes) {
                return codes.anyOf().stream().map(Code::toString).toList();
            }
        });
        out.writeStartObject();
        out.writeStringField("name", term.name());
        out.writeArrayFieldStart("anyOf");
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private Body window(TimeWindow window) {
        return window.match(new TimeWindow.Cases<>() {
            @Override
            public Body between(TimeWindow.Between between) {
                return () -> {
                    text("from", between.from());
                    text("until", between.until());
                };
            }

            @Override
            public Body ago(TimeWindow.Ago ago) {
                return () -> {
                    span("leastAgo", ago.least().isZero() ? null : ago.least());
                    span("mostAgo", ago.most());
                };
            }
        });
    }

    private void text(String name, @Nullable Object value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value.toString());
        }
    }

    private void span(String name, @Nullable Duration duration) throws IOException {
        if (duration != null) {
            out.writeStringField(name, Durations.print(duration));
        }
    }

    private void range(String name, Range range) throws IOException {
        object(name, () -> {
            if (range.from() != Double.NEGATIVE_INFINITY) {
                out.writeNumberField(range.fromIncluded() ? "gte" : "gt", range.from());
            }
            if (range.to() != Double.POSITIVE_INFINITY) {
                out.writeNumberField(range.toIncluded() ? "lte" : "lt", range.to());
            }
        });
    }

    private void temporal(Criterion.Temporal temporal) throws IOException {
        moment("what", temporal.what());
        out.writeStringField("order", JsonFields.wireName(temporal.order()));
        span("least", temporal.least().isZero() ? null : temporal.least());
        span("most", temporal.most());
        moment("anchor", temporal.anchor());
    }

    private void moment(String name, Moment moment) throws IOException {
        object(name, () -> {
            out.writeStringField("kind", moment.kind());
            where(moment.where());
            if (moment.which() != Moment.Which.ANY) {
                out.writeStringField("which", JsonFields.wireName(moment.which()));
            }
        });
    }

    private void near(NearestTo nearest) throws IOException {
        text("patient", nearest.patient());
        NearestTo.Vector vector = nearest.vector();
        if (vector != null) {
            out.writeArrayFieldStart("vector");
            for (float value : vector.toArray()) {
                out.writeNumber(value);
            }
            out.writeEndArray();
        }
        out.writeObjectFieldStart("spaces");
        for (Map.Entry<String, Double> space : nearest.spaces().entrySet()) {
            out.writeNumberField(space.getKey(), space.getValue());
        }
        out.writeEndObject();
        out.writeNumberField("k", nearest.k());
    }
}
