package io.anamnesis.protocol.query;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes compact text that the parser reads back as the same. */
final class CriterionPrinter implements Criterion.Cases<String> {
    private static final Set<String> RESERVED =
            Set.of("and", "or", "not", "atleast", "count", "near", "in", "number", "first", "last", "modality", "age");

    String print(Criterion criterion) {
        return criterion.match(this);
    }

    @Override
    public String and(Criterion.And and) {
        return joined(and.parts(), " and ");
    }

    @Override
    public String or(Criterion.Or or) {
        return joined(or.parts(), " or ");
    }

    private String joined(List<Criterion> parts, String by) {
        return parts.stream().map(this::operand).collect(Collectors.joining(by));
    }

    private String operand(Criterion part) {
        boolean compound = part instanceof Criterion.And || part instanceof Criterion.Or;
        return compound ? "(" + print(part) + ")" : print(part);
    }

    @Override
    public String not(Criterion.Not not) {
        return "not " + operand(not.part());
    }

    @Override
    public String atLeast(Criterion.AtLeast atLeast) {
        return atLeast.parts().stream()
                .map(this::print)
                .collect(Collectors.joining(", ", "atleast " + atLeast.least() + " of (", ")"));
    }

    @Override
    public String has(Criterion.Has has) {
        String element = element(has.kind(), has.where());
        return has.occurrence().match(new Occurrence.Cases<>() {
            @Override
            public String any(Occurrence.Any any) {
                return element;
            }

            @Override
            public String nth(Occurrence.Nth nth) {
                String then = nth.then().isEmpty() ? "" : brackets(nth.then(), 0);
                return (nth.last() ? "last(" : "first(") + element + ")" + then;
            }

            @Override
            public String count(Occurrence.Count count) {
                return "count(" + element + ") " + bounds(count);
            }
        });
    }

    private static String bounds(Occurrence.Count count) {
        if (count.most() == Integer.MAX_VALUE) {
            return ">= " + count.least();
        }
        return count.least() == count.most()
                ? "= " + count.least()
                : "in [" + count.least() + ", " + count.most() + "]";
    }

    @Override
    public String number(Criterion.NumberIn number) {
        String name = number.name();
        String base = name.endsWith("]") && name.indexOf('[') > 0 ? name.substring(0, name.indexOf('[')) : name;
        boolean plain = Lexer.isWord(base)
                && !RESERVED.contains(base)
                && (base.equals(name) || Lexer.isWord(name.substring(base.length() + 1, name.length() - 1)))
                && (base.equals(name)
                        || io.anamnesis.protocol.vocabulary.Vocabulary.kind(base)
                                .isEmpty());
        return (plain ? name : "number(" + Lexer.quote(name) + ")") + " " + range(number.range());
    }

    @Override
    public String age(Criterion.AgeIn age) {
        return "age " + range(age.years());
    }

    private static String range(Range range) {
        if (range.from() == range.to()) {
            return "= " + number(range.from());
        }
        if (range.from() == Double.NEGATIVE_INFINITY) {
            return (range.toIncluded() ? "<= " : "< ") + number(range.to());
        }
        if (range.to() == Double.POSITIVE_INFINITY) {
            return (range.fromIncluded() ? ">= " : "> ") + number(range.from());
        }
        return "in " + (range.fromIncluded() ? "[" : "(") + number(range.from()) + ", " + number(range.to())
                + (range.toIncluded() ? "]" : ")");
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public String modality(Criterion.ModalityIs modality) {
        String state =
                switch (modality.state()) {
                    case PRESENT -> " present";
                    case MISSING -> " missing";
                    case STALE -> " stale(" + span(modality.age()) + ")";
                };
        return "modality:" + modality.modality().wireName() + state;
    }

    @Override
    public String temporal(Criterion.Temporal temporal) {
        String order =
                switch (temporal.order()) {
                    case BEFORE -> "before";
                    case AFTER -> "after";
                    case AROUND -> "of";
                };
        boolean open = temporal.least().isZero() && temporal.most() == null;
        String apart = open ? "" : apart(temporal.least(), temporal.most()) + " ";
        return moment(temporal.what()) + " " + apart + order + " " + moment(temporal.anchor());
    }

    private String moment(Moment moment) {
        String element = element(moment.kind(), moment.where());
        return switch (moment.which()) {
            case ANY -> element;
            case FIRST -> "first(" + element + ")";
            case LAST -> "last(" + element + ")";
        };
    }

    private static String apart(Duration least, @Nullable Duration most) {
        if (most == null) {
            return "over " + span(least);
        }
        return least.isZero() ? "within " + span(most) : span(least) + " to " + span(most);
    }

    private static String span(@Nullable Duration duration) {
        return Durations.print(duration == null ? Duration.ZERO : duration);
    }

    @Override
    public String in(Criterion.In in) {
        return in.patients().stream().map(id -> word(id.value())).collect(Collectors.joining(", ", "in(", ")"));
    }

    @Override
    public String nearest(NearestTo nearest) {
        StringBuilder text = new StringBuilder("near(");
        if (nearest.patient() != null) {
            text.append(word(nearest.patient().value()));
        } else if (nearest.vector() != null) {
            char before = '[';
            for (float value : nearest.vector().toArray()) {
                text.append(before).append(before == ',' ? " " : "").append(value);
                before = ',';
            }
            text.append(']');
        }
        nearest.spaces()
                .forEach((space, weight) ->
                        text.append(", ").append(word(space)).append(weight == 1 ? "" : ":" + number(weight)));
        return text.append(", ").append(nearest.k()).append(')').toString();
    }

    private static String word(String text) {
        return Lexer.isWord(text) ? text : Lexer.quote(text);
    }

    private String element(String kind, Conditions where) {
        Shorthand shorthand = where.terms().isEmpty()
                ? null
                : Shorthand.plainlyFor(kind, where.terms().get(0).name());
        if (shorthand == null) {
            return kind + brackets(where, 0);
        }
        boolean more = where.terms().size() > 1 || !where.numbers().isEmpty() || where.when() != null;
        return shorthand.word() + ":" + values(where.terms().get(0)) + (more ? brackets(where, 1) : "");
    }

    private String brackets(Conditions conditions, int firstTerm) {
        List<String> each = new ArrayList<>();
        for (TermMatch term :
                conditions.terms().subList(firstTerm, conditions.terms().size())) {
            each.add(term.name() + ":" + values(term));
        }
        conditions.numbers().forEach((name, range) -> each.add(name + " " + range(range)));
        if (conditions.when() != null) {
            each.add(window(conditions.when()));
        }
        return "[" + String.join(", ", each) + "]";
    }

    private static String values(TermMatch term) {
        return term.match(new TermMatch.Cases<>() {
            @Override
            public String words(TermMatch.Words words) {
                return words.anyOf().stream().map(value -> value(value, value)).collect(Collectors.joining("|"));
            }

            @Override
            public String codes(TermMatch.Codes codes) {
                return codes.anyOf().stream()
                        .map(code -> value(
                                code.toString(), code.exact() ? code.toString().substring(1) : code.toString()))
                        .collect(Collectors.joining("|"));
            }
        });
    }

    /** The text as it is where the rest of it, after a first {@code =}, is words with colons between. */
    private static String value(String text, String rest) {
        for (String piece : rest.split(":", -1)) {
            if (!Lexer.isWord(piece)) {
                return Lexer.quote(text);
            }
        }
        return text;
    }

    private static String window(TimeWindow window) {
        return window.match(new TimeWindow.Cases<>() {
            @Override
            public String between(TimeWindow.Between between) {
                String from = between.from() == null ? "" : "since " + time(between.from());
                String until = between.until() == null ? "" : "before " + time(between.until());
                return from + (from.isEmpty() || until.isEmpty() ? "" : " ") + until;
            }

            @Override
            public String ago(TimeWindow.Ago ago) {
                return apart(ago.least(), ago.most()) + " ago";
            }
        });
    }

    private static String time(Instant time) {
        return time.equals(time.truncatedTo(ChronoUnit.DAYS))
                ? time.atOffset(ZoneOffset.UTC).toLocalDate().toString()
                : time.toString();
    }
}
