package io.anamnesis.protocol.query;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.ElementParser.Draft;
import io.anamnesis.protocol.query.ElementParser.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads compact text by recursive descent; the names of methods are those of the grammar. */
final class CriterionParser {
    private final Tokens tokens;
    private final ElementParser elements;
    private int depth;

    CriterionParser(Tokens tokens) {
        this.tokens = tokens;
        this.elements = new ElementParser(tokens);
    }

    Criterion whole() throws MalformedCriterion {
        Criterion criterion = or();
        if (tokens.peek().type() != Token.Type.END) {
            throw tokens.expected("'and', 'or' or the end");
        }
        return criterion;
    }

    private Criterion or() throws MalformedCriterion {
        Token first = tokens.peek();
        if (++depth > 2 * Criterion.MAX_DEPTH) {
            throw tokens.at(first, "at most " + Criterion.MAX_DEPTH + " levels");
        }
        List<Criterion> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (tokens.takeWord("or"));
        depth--;
        return parts.size() == 1 ? parts.get(0) : tokens.made(first, () -> new Criterion.Or(parts));
    }

    private Criterion and() throws MalformedCriterion {
        Token first = tokens.peek();
        List<Criterion> parts = new ArrayList<>();
        do {
            parts.add(not());
        } while (tokens.takeWord("and"));
        return parts.size() == 1 ? parts.get(0) : tokens.made(first, () -> new Criterion.And(parts));
    }

    private Criterion not() throws MalformedCriterion {
        Token first = tokens.peek();
        if (!tokens.takeWord("not")) {
            return primary();
        }
        if (++depth > 2 * Criterion.MAX_DEPTH) {
            throw tokens.at(first, "at most " + Criterion.MAX_DEPTH + " levels");
        }
        Criterion part = not();
        depth--;
        return tokens.made(first, () -> new Criterion.Not(part));
    }

    private Criterion primary() throws MalformedCriterion {
        Token first = tokens.peek();
        if (tokens.takeSign("(")) {
            Criterion criterion = or();
            tokens.expectSign(")", "after the criterion in parentheses");
            return criterion;
        }
        if (first.type() != Token.Type.WORD) {
            throw tokens.expected("a criterion such as dx:C71, age >= 65 or glucose.mean[14d] > 180");
        }
        if (tokens.peek(1).isSign("(")) {
            switch (first.text()) {
                case "count" -> {
                    return count();
                }
                case "near" -> {
                    return near();
                }
                case "in" -> {
                    return in();
                }
                case "number" -> {
                    return named();
                }
                case "first", "last" -> {
                    return element();
                }
                default -> {}
            }
        }
        if (first.isWord("atleast")) {
            return atLeast();
        }
        if (first.isWord("modality") && tokens.peek(1).isSign(":")) {
            return modality();
        }
        return elements.begins() ? element() : number();
    }

    private Criterion number() throws MalformedCriterion {
        Token first = tokens.take();
        if (first.isWord("age")) {
            Range years = tokens.range();
            return new Criterion.AgeIn(years);
        }
        if (tokens.peek().isSign(":")) {
            throw tokens.at(first, "'" + first.text() + "' is no word before a colon; there are " + Shorthand.words());
        }
        if (tokens.takeSign("[")) {
            tokens.text("a span such as 14d");
            tokens.expectSign("]", "after the span");
        }
        String name = tokens.since(first);
        Range range = tokens.range();
        return tokens.made(first, () -> new Criterion.NumberIn(name, range));
    }

    /** {@code number("any name") > 5}. */
    private Criterion named() throws MalformedCriterion {
        Token first = tokens.take();
        tokens.expectSign("(", "before the number's name");
        String name = tokens.text("the number's name");
        tokens.expectSign(")", "after the number's name");
        Range range = tokens.range();
        return tokens.made(first, () -> new Criterion.NumberIn(name, range));
    }

    private Criterion atLeast() throws MalformedCriterion {
        Token first = tokens.take();
        int least = tokens.integer("how many");
        if (!tokens.takeWord("of")) {
            throw tokens.expected("'of'");
        }
        tokens.expectSign("(", "before the criteria");
        List<Criterion> parts = new ArrayList<>();
        do {
            parts.add(or());
        } while (tokens.takeSign(","));
        tokens.expectSign(")", "or ',' after a criterion");
        return tokens.made(first, () -> new Criterion.AtLeast(least, parts));
    }

    private Criterion modality() throws MalformedCriterion {
        Token first = tokens.take();
        tokens.take();
        Modality modality = Modality.ofWireName(tokens.peek().text())
                .orElseThrow(() -> tokens.expected("one of genomics, imaging, notes, wearables, clinical"));
        tokens.take();
        if (tokens.takeWord("present")) {
            return new Criterion.ModalityIs(modality, Criterion.ModalityIs.State.PRESENT, null);
        }
        if (tokens.takeWord("missing")) {
            return new Criterion.ModalityIs(modality, Criterion.ModalityIs.State.MISSING, null);
        }
        if (!tokens.takeWord("stale")) {
            throw tokens.expected("present, missing or stale(90d)");
        }
        tokens.expectSign("(", "before how long ago");
        Duration age = tokens.duration();
        tokens.expectSign(")", "after how long ago");
        return tokens.made(first, () -> new Criterion.ModalityIs(modality, Criterion.ModalityIs.State.STALE, age));
    }

    private Criterion in() throws MalformedCriterion {
        Token first = tokens.take();
        tokens.expectSign("(", "before the patients");
        List<PatientId> patients = new ArrayList<>();
        do {
            patients.add(patient());
        } while (tokens.takeSign(","));
        tokens.expectSign(")", "or ',' after a patient");
        return tokens.made(first, () -> new Criterion.In(patients));
    }

    private PatientId patient() throws MalformedCriterion {
        Token at = tokens.peek();
        String id = tokens.text("a patient's id");
        return tokens.made(at, () -> new PatientId(id));
    }

    /** {@code near(patient, space, space:weight, 100)}; a vector stands in brackets. */
    private Criterion near() throws MalformedCriterion {
        Token first = tokens.take();
        tokens.expectSign("(", "before near whom");
        NearestTo.Vector vector = tokens.peek().isSign("[") ? vector() : null;
        PatientId patient = vector == null ? patient() : null;
        tokens.expectSign(",", "before the space");
        Map<String, Double> spaces = new TreeMap<>();
        do {
            if (tokens.peek().type() == Token.Type.WORD
                    && tokens.peek().text().matches("\\d+")
                    && tokens.peek(1).isSign(")")) {
                int k = tokens.integer("how many");
                tokens.take();
                return tokens.made(first, () -> new NearestTo(patient, vector, spaces, k));
            }
            String space = tokens.text("a space such as notes.all-MiniLM-L6-v2");
            spaces.put(space, tokens.takeSign(":") ? tokens.number() : 1.0);
        } while (tokens.takeSign(","));
        throw tokens.expected("',' and how many");
    }

    private NearestTo.Vector vector() throws MalformedCriterion {
        Token first = tokens.take();
        List<Float> values = new ArrayList<>();
        do {
            values.add(tokens.component());
        } while (tokens.takeSign(","));
        tokens.expectSign("]", "or ',' after a component");
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return tokens.made(first, () -> new NearestTo.Vector(array));
    }

    private Criterion count() throws MalformedCriterion {
        Token first = tokens.take();
        tokens.expectSign("(", "before what is counted");
        Draft draft = elements.element();
        elements.after(draft, draft);
        tokens.expectSign(")", "after what is counted");
        Token at = tokens.peek();
        Range range = tokens.range();
        Occurrence.Count count = tokens.made(at, () -> count(range));
        return tokens.made(first, () -> new Criterion.Has(draft.kind, draft.conditions(), count));
    }

    private static Occurrence.Count count(Range range) {
        double least = Math.max(0, range.fromIncluded() ? Math.ceil(range.from()) : Math.floor(range.from()) + 1);
        double most = range.toIncluded() ? Math.floor(range.to()) : Math.ceil(range.to()) - 1;
        return new Occurrence.Count((int) least, (int) most); // out of the range of int is its end
    }

    /** An element, the first or the last of several, and what may stand after it. */
    private Criterion element() throws MalformedCriterion {
        Token first = tokens.peek();
        Draft draft = picked();
        if (relationBegins()) {
            return temporal(first, draft);
        }
        if (draft.which == Moment.Which.ANY) {
            elements.after(draft, draft);
            if (relationBegins()) {
                return temporal(first, draft);
            }
            return tokens.made(first, () -> new Criterion.Has(draft.kind, draft.conditions(), Occurrence.ANY));
        }
        Conditions then = elements.then(draft);
        Occurrence nth = new Occurrence.Nth(draft.which == Moment.Which.LAST, then);
        return tokens.made(first, () -> new Criterion.Has(draft.kind, draft.conditions(), nth));
    }

    private Draft picked() throws MalformedCriterion {
        Token first = tokens.peek();
        if (!(first.isWord("first") || first.isWord("last")) || !tokens.peek(1).isSign("(")) {
            return elements.element();
        }
        tokens.take();
        tokens.take();
        Draft draft = elements.element();
        elements.after(draft, draft);
        tokens.expectSign(")", "after the element");
        draft.which = first.text().equals("first") ? Moment.Which.FIRST : Moment.Which.LAST;
        return draft;
    }

    private boolean relationBegins() {
        int at = 0;
        if (tokens.peek().isWord("within") || tokens.peek().isWord("over")) {
            at = 2;
        } else if (tokens.isDuration(0) && tokens.peek(1).isWord("to")) {
            at = 3;
        }
        if (at == 2 && tokens.peek(2).isWord("of")) {
            return true;
        }
        return (tokens.peek(at).isWord("before") || tokens.peek(at).isWord("after")) && !tokens.isTime(at + 1);
    }

    private Criterion temporal(Token first, Draft what) throws MalformedCriterion {
        boolean within = tokens.peek().isWord("within");
        Span span = tokens.peek().isWord("before") || tokens.peek().isWord("after")
                ? new Span(Duration.ZERO, null)
                : elements.span();
        Criterion.Temporal.Order order;
        if (within && tokens.takeWord("of")) {
            order = Criterion.Temporal.Order.AROUND;
        } else if (tokens.takeWord("before")) {
            order = Criterion.Temporal.Order.BEFORE;
        } else {
            tokens.take();
            order = Criterion.Temporal.Order.AFTER;
        }
        Draft anchor = picked();
        return tokens.made(
                first, () -> new Criterion.Temporal(moment(what), order, span.least(), span.most(), moment(anchor)));
    }

    private static Moment moment(Draft draft) {
        return new Moment(draft.kind, draft.conditions(), draft.which);
    }
}
