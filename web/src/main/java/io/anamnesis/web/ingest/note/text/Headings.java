package io.anamnesis.web.ingest.note.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the headings of a note: a known title at the beginning of a line and before a colon, or alone on its line; a known
 * title in capitals before a colon anywhere a sentence could begin; an unknown title in capitals alone on its line.
 */
final class Headings {
    private static final int MAX_TITLE = 60;
    /** A note with more is no note; what follows belongs to the last section. */
    private static final int MAX_HEADINGS = 900;

    private final String text;
    private final List<Section> found = new ArrayList<>();

    private Headings(String text) {
        this.text = text;
    }

    /** The sections of a text, in order; the preamble first, however short. */
    static List<Section> sections(String text) {
        Headings headings = new Headings(text);
        int line = 0;
        while (line < text.length() && headings.found.size() < MAX_HEADINGS) {
            int end = lineEnd(text, line);
            headings.scan(line, end);
            line = end + 1;
        }
        return headings.closed();
    }

    static int lineEnd(String text, int from) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) == '\n' || text.charAt(at) == '\r') {
                return at;
            }
        }
        return text.length();
    }

    private void scan(int line, int end) {
        int begin = skipBlank(line, end);
        if (begin == end) {
            return;
        }
        if (end - begin <= MAX_TITLE && alone(begin, end)) {
            return;
        }
        for (int at = begin; at < end; at++) {
            if (text.charAt(at) == ':') {
                colon(begin, at, end);
            }
        }
    }

    /** A line that is nothing but a heading. */
    private boolean alone(int begin, int end) {
        int last = end;
        while (last > begin && (isBlank(text.charAt(last - 1)) || text.charAt(last - 1) == ':')) {
            last--;
        }
        String title = text.substring(begin, last);
        String category = SectionTitles.STANDARD.category(title);
        boolean sentence = title.endsWith(".") || title.endsWith(",");
        if (category != null && !sentence) {
            found.add(new Section(category, title, new Span(begin, end), new Span(end, end)));
            return true;
        }
        if (category == null && !sentence && isCapitals(begin, last) && last - begin >= 4) {
            found.add(new Section(Section.OTHER, title, new Span(begin, end), new Span(end, end)));
            return true;
        }
        return false;
    }

    private void colon(int lineBegin, int colon, int lineEnd) {
        if (colon - lineBegin <= MAX_TITLE && add(lineBegin, colon)) {
            return;
        }
        int begin = capitalsBefore(text, colon, lineBegin);
        if (begin > lineBegin && begin < colon && colon < lineEnd) {
            add(begin, colon);
        }
    }

    private boolean add(int begin, int colon) {
        if (found.size() >= MAX_HEADINGS) {
            return false;
        }
        String title = text.substring(begin, colon).strip();
        @Nullable String category = SectionTitles.STANDARD.category(title);
        if (category == null) {
            return false;
        }
        found.add(new Section(category, title, new Span(begin, colon + 1), new Span(colon + 1, colon + 1)));
        return true;
    }

    /**
     * Where the run of capitals before a colon begins, where that is a place at which a sentence could begin; else the
     * colon itself.
     */
    static int capitalsBefore(String text, int colon, int lineBegin) {
        int at = colon;
        int first = colon;
        while (at > lineBegin && colon - at < MAX_TITLE) {
            char c = text.charAt(at - 1);
            if (Character.isUpperCase(c)) {
                first = at - 1;
            } else if (!(c == ' ' || c == '/' || c == '&' || c == '-' || (c >= '0' && c <= '9'))) {
                break;
            }
            at--;
        }
        if (colon - first < 2) {
            return colon;
        }
        int before = first;
        while (before > lineBegin && isBlank(text.charAt(before - 1))) {
            before--;
        }
        boolean opens = before == lineBegin || ".,;!?)".indexOf(text.charAt(before - 1)) >= 0;
        return opens ? first : colon;
    }

    private boolean isCapitals(int begin, int end) {
        int letters = 0;
        for (int at = begin; at < end; at++) {
            char c = text.charAt(at);
            if (Character.isLetter(c)) {
                if (!Character.isUpperCase(c)) {
                    return false;
                }
                letters++;
            }
        }
        return letters >= 4 && letters * 2 > end - begin;
    }

    private int skipBlank(int at, int end) {
        int begin = at;
        while (begin < end && (isBlank(text.charAt(begin)) || text.charAt(begin) == '#' || text.charAt(begin) == '*')) {
            begin++;
        }
        return begin;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u00a0' || c == '\ufeff';
    }

    private List<Section> closed() {
        List<Section> sections = new ArrayList<>(found.size() + 1);
        int firstEnd = found.isEmpty() ? text.length() : found.get(0).heading().begin();
        sections.add(new Section(Section.PREAMBLE, "", new Span(0, 0), new Span(0, firstEnd)));
        for (int i = 0; i < found.size(); i++) {
            Section section = found.get(i);
            int end = i + 1 < found.size() ? found.get(i + 1).heading().begin() : text.length();
            sections.add(new Section(
                    section.category(),
                    section.title(),
                    section.heading(),
                    new Span(section.body().begin(), Math.max(section.body().begin(), end))));
        }
        return List.copyOf(sections);
    }
}
