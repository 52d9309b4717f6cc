package io.anamnesis.web.ingest.wearable;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts lines into records. A record goes on over the next lines while a quote is open; a quote that nothing closes costs
 * one row, not the rest of the file: its line is refused and reading resumes at the next.
 */
final class CsvRecords {
    private static final int MAX_LINES_PER_RECORD = 32;

    private final TextLines lines;
    private final char separator;
    private final int maxChars;
    private final CsvReader.CsvReaderBuilder parser;
    private final Deque<TextLines.Line> ahead = new ArrayDeque<>();

    CsvRecords(TextLines lines, char separator, int maxChars) {
        this.lines = lines;
        this.separator = separator;
        this.maxChars = maxChars;
        this.parser = parser(separator);
    }

    /** The next record that isn't blank; null at the end. */
    @Nullable
    CsvRecord next() throws IOException {
        while (true) {
            TextLines.Line line = take();
            if (line == null) {
                return null;
            }
            if (line.fault() != null) {
                return new CsvRecord(line.number(), List.of(), line.fault());
            }
            if (!line.text().isBlank()) {
                Quotes quotes = new Quotes(separator);
                return quotes.openAfter(line.text()) ? continued(line, quotes) : parsed(line.number(), line.text());
            }
        }
    }

    private CsvRecord continued(TextLines.Line first, Quotes quotes) throws IOException {
        List<TextLines.Line> taken = new ArrayList<>();
        StringBuilder text = new StringBuilder(first.text());
        while (taken.size() < MAX_LINES_PER_RECORD && text.length() < maxChars) {
            TextLines.Line line = take();
            if (line == null) {
                break;
            }
            taken.add(line);
            if (line.fault() != null) {
                break;
            }
            text.append('\n').append(line.text());
            if (!quotes.openAfter(line.text())) {
                return parsed(first.number(), text.toString());
            }
        }
        for (int i = taken.size() - 1; i >= 0; i--) {
            ahead.addFirst(taken.get(i));
        }
        return new CsvRecord(first.number(), List.of(), Fault.UNCLOSED_QUOTE);
    }

    private TextLines.@Nullable Line take() throws IOException {
        return ahead.isEmpty() ? lines.next() : ahead.removeFirst();
    }

    private CsvRecord parsed(long number, String text) {
        List<String> cells = cells(text, parser);
        return cells.isEmpty()
                ? new CsvRecord(number, List.of(), Fault.UNCLOSED_QUOTE)
                : new CsvRecord(number, cells, null);
    }

    /** The cells of one record; none where it isn't one. */
    static List<String> cells(String text, char separator) {
        return cells(text, parser(separator));
    }

    private static List<String> cells(String text, CsvReader.CsvReaderBuilder parser) {
        try {
            return parser.ofSingleCsvRecord(text).getFields();
        } catch (CsvParseException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static CsvReader.CsvReaderBuilder parser(char separator) {
        return CsvReader.builder().fieldSeparator(separator).allowExtraCharsAfterClosingQuote(true);
    }

    /** Follows quotes from line to line: one opens a cell only where the cell begins. */
    private static final class Quotes {
        private final char separator;
        private boolean quoted;
        private boolean cellBegins = true;

        Quotes(char separator) {
            this.separator = separator;
        }

        /** Whether a quote is open after this line, too. */
        boolean openAfter(String line) {
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '"' && (quoted || cellBegins)) {
                    quoted = !quoted;
                }
                cellBegins = !quoted && c == separator;
            }
            return quoted;
        }
    }

    /** A record, the line where it begins, or why it has no cells. */
    record CsvRecord(
            long line, List<String> cells, @Nullable Fault fault) {}
}
