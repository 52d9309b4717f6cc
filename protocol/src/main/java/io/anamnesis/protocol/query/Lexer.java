package io.anamnesis.protocol.query;

import java.util.ArrayList;
import java.util.List;

/** Cuts compact text into tokens. */
final class Lexer {
    /** What ends a word, beside white space. */
    private static final String SIGNS = "()[],|:<>=!\"";

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** All tokens; the last is the end. */
    static List<Token> tokens(String text) throws MalformedCriterion {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(lexer.next());
        } while (tokens.get(tokens.size() - 1).type() != Token.Type.END);
        return tokens;
    }

    /** Whether the text is one word for the lexer. */
    static boolean isWord(String text) {
        return !text.isEmpty() && text.chars().allMatch(Lexer::inWord);
    }

    /** The text in quotes. */
    static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Where in the text that is, for people: lines and columns count from 1. */
    static String place(String text, int at) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < at; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return "line " + line + ", column " + (text.codePointCount(lineStart, at) + 1);
    }

    private static boolean inWord(int c) {
        return !Character.isWhitespace(c) && SIGNS.indexOf(c) < 0;
    }

    private Token next() throws MalformedCriterion {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        int start = at;
        if (at == text.length()) {
            return new Token(Token.Type.END, "", at, at);
        }
        char c = text.charAt(at);
        if (c == '"') {
            return string();
        }
        if (SIGNS.indexOf(c) >= 0) {
            at += (c == '<' || c == '>') && at + 1 < text.length() && text.charAt(at + 1) == '=' ? 2 : 1;
            return new Token(Token.Type.SIGN, text.substring(start, at), start, at);
        }
        while (at < text.length() && inWord(text.charAt(at))) {
            at++;
        }
        return new Token(Token.Type.WORD, text.substring(start, at), start, at);
    }

    private Token string() throws MalformedCriterion {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
                if (at == text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\\')) {
                    throw new MalformedCriterion(place(text, at - 1), "expected \\\" or \\\\ after a backslash");
                }
            }
            content.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw new MalformedCriterion(place(text, start), "the text in quotes that begins here has no end");
        }
        at++;
        return new Token(Token.Type.STRING, content.toString(), start, at);
    }
}
