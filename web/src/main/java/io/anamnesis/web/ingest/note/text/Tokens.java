package io.anamnesis.web.ingest.note.text;

import java.util.Arrays;
import java.util.Locale;

/**
 * The tokens of a text in order: words (letters, then letters, digits and inner apostrophes), numbers (digits with inner
 * points and commas) and single other characters. White space is none. {@code 5mg} is two tokens, {@code T2N1} is one,
 * {@code non-tender} three. A possessive {@code 's} belongs to its word's offsets but not to its form.
 */
public final class Tokens {
    /** What a token is. */
    public enum Kind {
        WORD,
        NUMBER,
        OTHER
    }

    /** A longer word is several tokens: lower case costs the square of the length where characters grow by it. */
    private static final int MAX_CHARS = 100;

    private final String text;
    private int[] begins;
    private int[] ends;
    private Kind[] kinds;
    private String[] forms;
    private int size;

    private Tokens(String text) {
        this.text = text;
        int guess = text.length() / 5 + 16;
        begins = new int[guess];
        ends = new int[guess];
        kinds = new Kind[guess];
        forms = new String[guess];
    }

    /** The tokens of a text. */
    public static Tokens of(String text) {
        Tokens tokens = new Tokens(text);
        int at = 0;
        while (at < text.length()) {
            at = tokens.take(at);
        }
        return tokens;
    }

    private int take(int at) {
        char c = text.charAt(at);
        if (Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff') {
            return at + 1;
        }
        int end = at;
        Kind kind;
        if (isDigit(c)) {
            kind = Kind.NUMBER;
            end = numberEnd(at);
        } else if (isWordPart(c)) {
            kind = Kind.WORD;
            end = wordEnd(at);
        } else {
            kind = Kind.OTHER;
            end = at + Character.charCount(text.codePointAt(at));
        }
        add(at, end, kind);
        return end;
    }

    private int numberEnd(int at) {
        int end = at + 1;
        int last = Math.min(text.length(), at + MAX_CHARS);
        while (end < last
                && (isDigit(text.charAt(end))
                        || ((text.charAt(end) == '.' || text.charAt(end) == ',')
                                && end + 1 < text.length()
                                && isDigit(text.charAt(end + 1))))) {
            end++;
        }
        return end;
    }

    private int wordEnd(int at) {
        int end = at + 1;
        int last = Math.min(text.length(), at + MAX_CHARS);
        while (end < last
                && (isWordPart(text.charAt(end))
                        || isDigit(text.charAt(end))
                        || (isApostrophe(text.charAt(end))
                                && end + 1 < text.length()
                                && isWordPart(text.charAt(end + 1))))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c > 127 && Character.isLetter(c));
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    private void add(int begin, int end, Kind kind) {
        if (size == begins.length) {
            int more = size * 2;
            begins = Arrays.copyOf(begins, more);
            ends = Arrays.copyOf(ends, more);
            kinds = Arrays.copyOf(kinds, more);
            forms = Arrays.copyOf(forms, more);
        }
        begins[size] = begin;
        ends[size] = end;
        kinds[size] = kind;
        forms[size] = form(begin, end, kind);
        size++;
    }

    private String form(int begin, int end, Kind kind) {
        String form = text.substring(begin, end);
        if (kind != Kind.WORD) {
            return form;
        }
        form = form.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        return form.length() > 2 && form.endsWith("'s") ? form.substring(0, form.length() - 2) : form;
    }

    /** How many. */
    public int size() {
        return size;
    }

    public int begin(int token) {
        return begins[token];
    }

    public int end(int token) {
        return ends[token];
    }

    public Kind kind(int token) {
        return kinds[token];
    }

    /** Lower case, without a possessive. */
    public String form(int token) {
        return forms[token];
    }

    /** As it stands in the text. */
    public String raw(int token) {
        return text.substring(begins[token], ends[token]);
    }

    public boolean isWord(int token) {
        return kinds[token] == Kind.WORD;
    }

    public boolean isNumber(int token) {
        return kinds[token] == Kind.NUMBER;
    }

    /** Whether the token is this single other character. */
    public boolean is(int token, char character) {
        return kinds[token] == Kind.OTHER && text.charAt(begins[token]) == character;
    }

    /** Whether it only joins two parts of a word, as in {@code non-tender}. */
    public boolean isJoint(int token) {
        return is(token, '-')
                && token > 0
                && token + 1 < size
                && kinds[token - 1] != Kind.OTHER
                && kinds[token + 1] != Kind.OTHER
                && ends[token - 1] == begins[token]
                && begins[token + 1] == ends[token];
    }

    /** The first token that begins at or after the offset; {@link #size()} where none does. */
    public int firstFrom(int offset) {
        int found = Arrays.binarySearch(begins, 0, size, offset);
        return found >= 0 ? found : -found - 1;
    }
}
