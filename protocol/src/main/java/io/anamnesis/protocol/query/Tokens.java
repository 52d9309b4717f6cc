package io.anamnesis.protocol.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The tokens of a compact text, one after the other, and what single ones mean. */
final class Tokens {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final String source;
    private final List<Token> tokens;
    private int next;

    Tokens(String source) throws MalformedCriterion {
        this.source = source;
        this.tokens = Lexer.tokens(source);
    }

    Token peek() {
        return tokens.get(next);
    }

    /** The token so many after the next. */
    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        if (token.type() != Token.Type.END) {
            next++;
        }
        return token;
    }

    boolean takeSign(String sign) {
        boolean is = peek().isSign(sign);
        if (is) {
            next++;
        }
        return is;
    }

    boolean takeWord(String word) {
        boolean is = peek().isWord(word);
        if (is) {
            next++;
        }
        return is;
    }

    void expectSign(String sign, String why) throws MalformedCriterion {
        if (!takeSign(sign)) {
            throw expected("'" + sign + "' " + why);
        }
    }

    /** The next token is not what it should be. */
    MalformedCriterion expected(String what) {
        return at(peek(), "expected " + what + ", found " + peek().shown());
    }

    MalformedCriterion at(Token token, String detail) {
        return new MalformedCriterion(Lexer.place(source, token.at()), detail);
    }

    /** What the values come to; what they refuse is said to be wrong at the token. */
    <T> T made(Token token, Supplier<T> maker) throws MalformedCriterion {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            throw at(token, String.valueOf(e.getMessage()));
        }
    }

    /** The text from a token to what was taken last. */
    String since(Token first) {
        return source.substring(first.at(), tokens.get(next - 1).end());
    }

    /** A word or a text in quotes. */
    String text(String what) throws MalformedCriterion {
        Token token = peek();
        if (token.type() != Token.Type.WORD && token.type() != Token.Type.STRING) {
            throw expected(what);
        }
        return take().text();
    }

    double number() throws MalformedCriterion {
        if (peek().type() == Token.Type.WORD && NUMBER.matcher(peek().text()).matches()) {
            double value = Double.parseDouble(peek().text());
            if (Double.isFinite(value)) {
                take();
                return value;
            }
        }
        throw expected("a number");
    }

    /** A number as the nearest float. */
    float component() throws MalformedCriterion {
        Token token = peek();
        double value = number();
        float component = Float.parseFloat(token.text());
        if (!Float.isFinite(component)) {
            throw at(token, "expected a number within the range of a float, found " + value);
        }
        return component;
    }

    int integer(String what) throws MalformedCriterion {
        if (peek().type() == Token.Type.WORD && peek().text().matches("\\d{1,9}")) {
            return Integer.parseInt(take().text());
        }
        throw expected(what);
    }

    boolean isDuration(int ahead) {
        Token token = peek(ahead);
        return token.type() == Token.Type.WORD && Durations.parse(token.text()).isPresent();
    }

    Duration duration() throws MalformedCriterion {
        if (isDuration(0)) {
            return Durations.parse(take().text()).orElseThrow();
        }
        throw expected("a span of time such as 90d, 12h or 2w");
    }

    /** Whether a date or an instant begins there. */
    boolean isTime(int ahead) {
        Token token = peek(ahead);
        return token.type() == Token.Type.WORD && token.text().matches("\\d{4}-\\d{2}-\\d{2}.*");
    }

    /** Midnight (UTC) of a date, or an instant. */
    Instant time() throws MalformedCriterion {
        Token first = peek();
        if (isTime(0)) {
            take();
            while (peek().isSign(":") && peek(1).type() == Token.Type.WORD) {
                take();
                take();
            }
            try {
                return instant(since(first));
            } catch (DateTimeException e) {
                throw at(
                        first,
                        "there is no such time; expected a date such as 2020-01-31, or an instant such as 2020-01-31T08:00:00Z");
            }
        }
        throw expected("a date such as 2020-01-31, or an instant such as 2020-01-31T08:00:00Z");
    }

    private static Instant instant(String text) {
        return isDate(text) ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant() : Instant.parse(text);
    }

    static boolean isDate(String text) {
        return DATE.matcher(text).matches();
    }

    /** {@code > 5}, {@code = 5}, {@code in [5, 6)}. */
    Range range() throws MalformedCriterion {
        Token first = take();
        if (first.isWord("in")) {
            return interval(first);
        }
        if (first.type() != Token.Type.SIGN || !isComparison(first)) {
            next--;
            throw expected("one of > >= < <= = in");
        }
        double bound = number();
        return switch (first.text()) {
            case ">" -> Range.above(bound);
            case ">=" -> Range.atLeast(bound);
            case "<" -> Range.below(bound);
            case "<=" -> Range.atMost(bound);
            default -> Range.exactly(bound);
        };
    }

    boolean isRange() {
        return isComparison(peek()) || (peek().isWord("in") && (peek(1).isSign("[") || peek(1).isSign("(")));
    }

    private static boolean isComparison(Token token) {
        return token.isSign(">") || token.isSign(">=") || token.isSign("<") || token.isSign("<=") || token.isSign("=");
    }

    private Range interval(Token first) throws MalformedCriterion {
        boolean fromIncluded = takeSign("[");
        if (!fromIncluded) {
            expectSign("(", "or '[' before the lower bound");
        }
        double from = number();
        expectSign(",", "between the bounds");
        double to = number();
        boolean toIncluded = takeSign("]");
        if (!toIncluded) {
            expectSign(")", "or ']' after the upper bound");
        }
        return made(first, () -> new Range(from, fromIncluded, to, toIncluded));
    }
}
