package io.anamnesis.web.ingest.note.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import opennlp.tools.sentdetect.SentenceDetectorME;
import opennlp.tools.sentdetect.SentenceModel;

/**
 * Sentences by Apache OpenNLP's English model, which is read from the class path. The model looks back to the last space, so
 * that a text without any would cost the square of its length: such runs, and blocks longer than {@value #MAX_CHARS}
 * characters, are cut before it sees them.
 */
final class SentenceCutter {
    private static final int MAX_CHARS = 2_000;
    private static final int MAX_RUN = 200;
    private static final SentenceModel MODEL = load();
    /** What ends with a point and no sentence does. */
    private static final Set<String> ABBREVIATIONS =
            Set.of("dr", "mr", "mrs", "ms", "prof", "st", "vs", "approx", "e.g", "i.e", "no", "fig", "resp", "pt");

    private final String text;
    private final SentenceDetectorME detector = new SentenceDetectorME(MODEL);
    private final List<Span> spans = new ArrayList<>();

    SentenceCutter(String text) {
        this.text = text;
    }

    private static SentenceModel load() {
        try (InputStream in = Objects.requireNonNull(
                SentenceCutter.class.getResourceAsStream("/opennlp-en-ud-ewt-sentence-1.3-2.5.4.bin"))) {
            return new SentenceModel(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Span> cut(int begin, int end) {
        spans.clear();
        int at = begin;
        while (at < end) {
            int to = Math.min(end, at + MAX_CHARS);
            if (to < end) {
                int space = lastSpace(at, to);
                to = space > at ? space : whole(to);
            }
            piece(at, to);
            at = to;
        }
        return List.copyOf(spans);
    }

    private int lastSpace(int begin, int end) {
        int at = end;
        while (at > begin && !Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** Never between the halves of a surrogate pair. */
    private int whole(int at) {
        return Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1))
                ? at - 1
                : at;
    }

    private void piece(int begin, int end) {
        if (longestRun(begin, end) > MAX_RUN) {
            add(begin, end);
            return;
        }
        String piece = text.substring(begin, end);
        int open = begin;
        for (opennlp.tools.util.Span span : detector.sentPosDetect(piece)) {
            int to = begin + span.getEnd();
            if (isEnd(open, to, end)) {
                add(open, to);
                open = to;
            }
        }
        add(open, end);
    }

    private int longestRun(int begin, int end) {
        int longest = 0;
        int run = 0;
        for (int at = begin; at < end; at++) {
            run = Character.isWhitespace(text.charAt(at)) ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private boolean isEnd(int begin, int to, int end) {
        int next = to;
        while (next < end && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next < end && Character.isLowerCase(text.charAt(next)) && text.charAt(to - 1) == '.') {
            return false;
        }
        int word = to - 1;
        while (word > begin && !Character.isWhitespace(text.charAt(word - 1))) {
            word--;
        }
        return text.charAt(to - 1) != '.'
                || !ABBREVIATIONS.contains(text.substring(word, to - 1).toLowerCase(java.util.Locale.ROOT));
    }

    private void add(int begin, int end) {
        int from = begin;
        int to = end;
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        if (from < to) {
            spans.add(new Span(from, to));
        }
    }
}
