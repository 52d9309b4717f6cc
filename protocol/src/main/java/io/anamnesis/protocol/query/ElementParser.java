package io.anamnesis.protocol.query;

import io.anamnesis.protocol.vocabulary.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the elements of a compact text: {@code dx:C71[active, within 90d]}. */
final class ElementParser {
    private static final Set<String> AFTER_A_NUMBER =
            Set.of("and", "or", "not", "within", "over", "before", "after", "since", "to", "ago", "of");

    private final Tokens tokens;

    ElementParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /** An element as it was written. */
    static final class Draft {
        final Token first;
        final String kind;
        final List<TermMatch> terms = new ArrayList<>();
        final Map<String, Range> numbers = new TreeMap<>();

        @Nullable
        TimeWindow when;

        Moment.Which which = Moment.Which.ANY;

        Draft(Token first, String kind) {
            this.first = first;
            this.kind = kind;
        }

        Conditions conditions() {
            return new Conditions(terms, numbers, when);
        }
    }

    /** Whether an element begins here. */
    boolean begins() {
        Token word = tokens.peek();
        return word.type() == Token.Type.WORD
                && ((tokens.peek(1).isSign(":") && Shorthand.isOne(word.text()))
                        || (tokens.peek(1).isSign("[")
                                && Vocabulary.kind(word.text()).isPresent()));
    }

    /** {@code word:values} or {@code kind}, and what stands in brackets. */
    Draft element() throws MalformedCriterion {
        if (!begins()) {
            throw tokens.expected("an element such as dx:C71, gene:EGFR[pathogenic] or condition[code:C71]");
        }
        Token word = tokens.take();
        if (!tokens.takeSign(":")) {
            Draft draft = new Draft(word, word.text());
            brackets(draft);
            return draft;
        }
        Shorthand shorthand = Shorthand.of(word.text()).orElseThrow();
        Draft draft = new Draft(word, shorthand.kind());
        values(draft, shorthand);
        boolean note = word.text().equals("note");
        if (tokens.peek().isSign("[")) {
            boolean anyAssertion = brackets(draft);
            note &= !anyAssertion
                    && draft.terms.stream().noneMatch(term -> term.name().equals("assertion"));
        }
        if (note) {
            draft.terms.add(TermMatch.Words.of("assertion", "present"));
        }
        return draft;
    }

    private void values(Draft draft, Shorthand shorthand) throws MalformedCriterion {
        if (shorthand.word().equals("variant")) {
            variant(draft);
            return;
        }
        List<String> values = values();
        if (shorthand.word().equals("note")) {
            values.replaceAll(value -> value.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "-"));
        }
        term(draft, shorthand.term(), values);
    }

    /** {@code EGFR}, {@code EGFR:p.Leu858Arg} or {@code EGFR:c.2573T>G} in quotes. */
    private void variant(Draft draft) throws MalformedCriterion {
        term(draft, "gene", List.of(tokens.text("a gene")));
        if (tokens.takeSign(":")) {
            String change = String.join("|", values());
            term(draft, change.startsWith("p.") ? "protein" : "hgvs", List.of(change));
        }
    }

    /** {@code a|b}, each a word or a text in quotes, or several with colons between. */
    private List<String> values() throws MalformedCriterion {
        List<String> values = new ArrayList<>();
        do {
            StringBuilder value = new StringBuilder(tokens.takeSign("=") ? "=" : "");
            value.append(tokens.text("a value"));
            while (tokens.takeSign(":")) {
                value.append(':').append(tokens.text("the rest of the value after ':'"));
            }
            values.add(value.toString());
        } while (tokens.takeSign("|"));
        return values;
    }

    private void term(Draft draft, String name, List<String> values) throws MalformedCriterion {
        draft.terms.add(tokens.made(
                draft.first,
                () -> TermMatch.isOfCodes(name)
                        ? new TermMatch.Codes(
                                name, values.stream().map(Code::of).toList())
                        : new TermMatch.Words(name, values)));
    }

    /** Conditions in brackets, and whether any assertion of a note will do. */
    private boolean brackets(Draft draft) throws MalformedCriterion {
        boolean anyAssertion = false;
        tokens.expectSign("[", "before what must hold of the element");
        while (!tokens.takeSign("]")) {
            if (draft.kind.equals("entity") && tokens.peek().isWord("any")) {
                tokens.take();
                anyAssertion = true;
            } else {
                condition(draft);
            }
            if (!tokens.peek().isSign("]")) {
                tokens.expectSign(",", "or ']' after a condition");
            }
        }
        return anyAssertion;
    }

    /** What must hold of the element that is picked: in brackets, or a comparison or a time after it. */
    Conditions then(Draft of) throws MalformedCriterion {
        Draft draft = new Draft(tokens.peek(), of.kind);
        if (tokens.peek().isSign("[")) {
            brackets(draft);
        }
        after(draft, of);
        return tokens.made(of.first, draft::conditions);
    }

    /** A comparison of the value, which may have a unit, or a time after the element. */
    void after(Draft draft, Draft of) throws MalformedCriterion {
        if (tokens.isRange()) {
            draft.numbers.put("value", tokens.range());
            Token unit = tokens.peek();
            if (unit.type() == Token.Type.STRING
                    || (unit.type() == Token.Type.WORD
                            && !AFTER_A_NUMBER.contains(unit.text())
                            && !tokens.peek(1).isWord("to"))) {
                term(of, "unit", List.of(tokens.take().text()));
            }
        }
        if (windowBegins()) {
            draft.when = window();
        }
    }

    private void condition(Draft draft) throws MalformedCriterion {
        Token word = tokens.peek();
        if (word.isWord("first") || word.isWord("last")) {
            tokens.take();
            draft.which = word.text().equals("first") ? Moment.Which.FIRST : Moment.Which.LAST;
        } else if (windowBegins()) {
            draft.when = window();
        } else if (word.type() == Token.Type.WORD && tokens.peek(1).isSign(":")) {
            tokens.take();
            tokens.take();
            term(draft, word.text(), values());
        } else {
            String text = tokens.text("a condition such as gene:EGFR, vaf > 0.1, within 90d, first or last");
            if (tokens.isRange()) {
                draft.numbers.put(text, tokens.range());
            } else {
                String name = Shorthand.plainTerm(draft.kind)
                        .orElseThrow(() -> tokens.at(
                                word,
                                "a word alone says nothing of a " + draft.kind
                                        + "; expected name:value, or a number and a comparison"));
                term(draft, name, List.of(text));
            }
        }
    }

    private boolean windowBegins() {
        Token word = tokens.peek();
        if (word.isWord("since")) {
            return true;
        }
        if (word.isWord("before") || word.isWord("after")) {
            return tokens.isTime(1);
        }
        if (word.isWord("within") && tokens.isDuration(1)) {
            return !tokens.peek(2).isWord("of") && !isRelation(2);
        }
        if (word.isWord("over") && tokens.isDuration(1)) {
            return !isRelation(2);
        }
        return tokens.isDuration(0) && tokens.peek(1).isWord("to") && !isRelation(3);
    }

    /** Whether {@code before} or {@code after} is there, and no date after it. */
    private boolean isRelation(int ahead) {
        return (tokens.peek(ahead).isWord("before") || tokens.peek(ahead).isWord("after")) && !tokens.isTime(ahead + 1);
    }

    private TimeWindow window() throws MalformedCriterion {
        Token first = tokens.peek();
        if (tokens.takeWord("since") || first.isWord("after") || first.isWord("before")) {
            return between(first);
        }
        Span span = span();
        if (!tokens.takeWord("ago") && !first.isWord("within")) {
            throw tokens.expected("'ago'");
        }
        return tokens.made(first, () -> new TimeWindow.Ago(span.least, span.most));
    }

    private TimeWindow between(Token first) throws MalformedCriterion {
        Instant from = null;
        if (first.isWord("since")) {
            from = tokens.time();
        } else if (tokens.takeWord("after")) {
            Token at = tokens.peek();
            Instant time = tokens.time();
            from = time.plus(Tokens.isDate(tokens.since(at)) ? Duration.ofDays(1) : Duration.ofMillis(1));
        }
        Instant until = tokens.takeWord("before") ? tokens.time() : null;
        Instant begin = from;
        return tokens.made(first, () -> new TimeWindow.Between(begin, until));
    }

    /** How far apart. */
    record Span(Duration least, @Nullable Duration most) {}

    /** {@code within 90d}, {@code over 30d} or {@code 30d to 90d}. */
    Span span() throws MalformedCriterion {
        if (tokens.takeWord("within")) {
            return new Span(Duration.ZERO, tokens.duration());
        }
        if (tokens.takeWord("over")) {
            return new Span(tokens.duration(), null);
        }
        Duration least = tokens.duration();
        if (!tokens.takeWord("to")) {
            throw tokens.expected("'to' between the least and the most");
        }
        return new Span(least, tokens.duration());
    }
}
