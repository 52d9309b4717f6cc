package io.anamnesis.web.ingest.note.text;

import java.util.function.BiConsumer;

/**
 * Cuts the body of a section where no sentence can go on: at blank lines, before list items, template lines and headings in
 * capitals, and after a line that was not wrapped. Lines that were wrapped at the margin stay together.
 */
final class Blocks {
    private static final int SHORTEST_WRAPPED_LINE = 50;
    private static final int LONGEST_LABEL = 40;

    private final String text;

    Blocks(String text) {
        this.text = text;
    }

    void forEach(int begin, int end, BiConsumer<Integer, Integer> block) {
        int from = begin;
        int at = begin;
        while (at < end) {
            int lineEnd = Math.min(end, Headings.lineEnd(text, at));
            from = inline(from, at, lineEnd, block);
            int next = lineEnd;
            while (next < end && (text.charAt(next) == '\n' || text.charAt(next) == '\r')) {
                next++;
            }
            boolean blank = blankLines(lineEnd, next) > 1;
            if (next >= end || blank || breaks(at, lineEnd, next, Math.min(end, Headings.lineEnd(text, next)))) {
                block.accept(from, lineEnd);
                from = next;
            }
            at = Math.max(next, at + 1);
        }
        if (from < end) {
            block.accept(from, end);
        }
    }

    /** Cuts before a heading in capitals in the middle of a line, as in {@code soft. EXTREMITIES: no edema}. */
    private int inline(int from, int lineBegin, int lineEnd, BiConsumer<Integer, Integer> block) {
        int begin = from;
        for (int at = lineBegin; at < lineEnd; at++) {
            if (text.charAt(at) == ':') {
                int capitals = Headings.capitalsBefore(text, at, lineBegin);
                if (capitals < at && capitals > begin && capitals > lineBegin) {
                    block.accept(begin, capitals);
                    begin = capitals;
                }
            }
        }
        return begin;
    }

    private int blankLines(int from, int to) {
        int lines = 0;
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == '\n' || (text.charAt(at) == '\r' && (at + 1 >= to || text.charAt(at + 1) != '\n'))) {
                lines++;
            }
        }
        return lines;
    }

    private boolean breaks(int line, int lineEnd, int next, int nextEnd) {
        int begin = skipSpace(next, nextEnd);
        if (begin == nextEnd || isItem(begin, nextEnd) || isLabelled(begin, nextEnd) || isLabelled(line, lineEnd)) {
            return true;
        }
        int last = lineEnd;
        while (last > line && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        if (last == line || text.charAt(last - 1) == ':') {
            return true;
        }
        boolean goesOn = Character.isLowerCase(text.charAt(begin)) || text.charAt(last - 1) == ',';
        return !goesOn && last - line < SHORTEST_WRAPPED_LINE;
    }

    private int skipSpace(int at, int end) {
        int begin = at;
        while (begin < end && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        return begin;
    }

    /** {@code - x}, {@code * x}, {@code • x}, {@code 1. x}, {@code 2) x}. */
    private boolean isItem(int begin, int end) {
        char c = text.charAt(begin);
        if (c == '-' || c == '*' || c == '\u2022' || c == '\u00b7' || c == '+' || c == '#') {
            return true;
        }
        int at = begin;
        while (at < end && at - begin < 3 && Character.isDigit(text.charAt(at))) {
            at++;
        }
        return at > begin && at < end && (text.charAt(at) == '.' || text.charAt(at) == ')');
    }

    /** {@code Fever: none}: a label of a few words, then a colon. */
    private boolean isLabelled(int begin, int end) {
        int first = skipSpace(begin, end);
        for (int at = first; at < end && at - first <= LONGEST_LABEL; at++) {
            char c = text.charAt(at);
            if (c == ':') {
                return at > first;
            }
            if (!(Character.isLetter(c) || c == ' ' || c == '/' || c == '-' || c == '(' || c == ')')) {
                return false;
            }
        }
        return false;
    }
}
