package io.anamnesis.web.ingest.note.context;

import io.anamnesis.web.ingest.note.text.Tokens;
import java.util.Map;

/** Small numbers in digits and words, as durations in notes use them. */
final class Numerals {
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("fifteen", 15),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("a", 1),
            Map.entry("an", 1));

    private Numerals() {}

    /** Whether the token is a number; the article is none here. */
    static boolean isNumber(Tokens tokens, int token) {
        return tokens.isNumber(token)
                || (tokens.isWord(token) && tokens.form(token).length() > 2 && WORDS.containsKey(tokens.form(token)));
    }

    /** Its value, 1 for an article; -1 where it is no number. */
    static double value(Tokens tokens, int token) {
        if (tokens.isNumber(token)) {
            String digits = tokens.form(token);
            return digits.length() > 6 || digits.indexOf(',') >= 0 || digits.indexOf('.') != digits.lastIndexOf('.')
                    ? -1
                    : Double.parseDouble(digits);
        }
        Integer value = tokens.isWord(token) ? WORDS.get(tokens.form(token)) : null;
        return value == null ? -1 : value;
    }
}
