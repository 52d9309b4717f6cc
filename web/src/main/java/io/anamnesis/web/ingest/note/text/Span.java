package io.anamnesis.web.ingest.note.text;

/**
 * A piece of the raw text.
 *
 * @param begin the first UTF-16 unit, from 0
 * @param end the one after the last
 */
public record Span(int begin, int end) {
    public Span {
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("a span begins at 0 or later and doesn't end before it begins");
        }
    }
}
