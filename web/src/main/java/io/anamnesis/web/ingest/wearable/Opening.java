package io.anamnesis.web.ingest.wearable;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first bytes of an input, by which its format is recognised. */
final class Opening {
    /** Enough for the longest preamble that we know, many times over. */
    static final int MAX_BYTES = 64 << 10;

    static final List<Character> SEPARATORS = List.of(',', ';', '\t');
    private static final int MAX_LINES = 60;
    private static final int MAX_PATH_CHARS = 100;

    private final byte[] bytes;
    private final List<TextLines.Line> lines;
    private final Map<Character, List<Header>> headers = new HashMap<>();

    Opening(byte[] bytes) {
        this.bytes = bytes;
        this.lines = linesOf(bytes);
    }

    private static List<TextLines.Line> linesOf(byte[] bytes) {
        List<TextLines.Line> lines = new ArrayList<>();
        TextLines reader = new TextLines(new ByteArrayInputStream(bytes), MAX_BYTES);
        try {
            TextLines.Line line = reader.next();
            while (line != null) {
                lines.add(line);
                line = reader.next();
            }
        } catch (IOException e) {
            throw new IllegalStateException("an array can't fail to be read", e);
        }
        return lines;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean startsWith(int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a zip whose first entry is a part of an Office document. */
    boolean isWorkbook() {
        if (!startsWith('P', 'K', 3, 4) || bytes.length < 30) {
            return false;
        }
        int nameLength = (bytes[26] & 0xff) | (bytes[27] & 0xff) << 8;
        String name = new String(bytes, 30, Math.min(nameLength, bytes.length - 30), StandardCharsets.ISO_8859_1);
        return name.equals("[Content_Types].xml")
                || name.startsWith("_rels/")
                || name.startsWith("docProps/")
                || name.startsWith("xl/");
    }

    /** Whether it is separated text with a row of names and at least one row below, as wide. */
    boolean isTable() {
        for (char separator : SEPARATORS) {
            List<Header> rows = headers(separator);
            if (rows.size() >= 2
                    && rows.get(0).size() >= 2
                    && rows.get(1).size() == rows.get(0).size()
                    && rows.get(0).names().stream().noneMatch(Opening::isNumber)) {
                return true;
            }
        }
        return false;
    }

    /** A name is no number and no date: then the row above is data, and nothing says what they are. */
    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().noneMatch(Character::isLetter);
    }

    /** The first visible character of a text; blank where there is none. */
    char firstVisible() {
        for (TextLines.Line line : lines) {
            String text = line.text().strip();
            if (!text.isEmpty()) {
                return text.charAt(0);
            }
        }
        return ' ';
    }

    /** The first lines that aren't blank, each parted by the separator. */
    List<Header> headers(char separator) {
        return headers.computeIfAbsent(separator, s -> lines.stream()
                .filter(line -> !line.text().isBlank())
                .limit(MAX_LINES)
                .map(line -> new Header(CsvRecords.cells(line.text(), s)))
                .toList());
    }

    /** The first object of a JSON input, as far as the opening shows it. */
    Optional<JsonDocument> firstJsonObject() {
        char first = firstVisible();
        if (first != '{' && first != '[') {
            return Optional.empty();
        }
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        try (JsonDocuments documents = new JsonDocuments(in, MAX_BYTES, path -> path.length() < MAX_PATH_CHARS)) {
            return Optional.ofNullable(begun(documents));
        } catch (IOException e) {
            // bytes that are no JSON at all: some other reader may know them
            return Optional.empty();
        }
    }

    private static @Nullable JsonDocument begun(JsonDocuments documents) throws IOException {
        try {
            return documents.next();
        } catch (UnreadableInput e) {
            // the opening ends amid the object, or the object is broken further on: its beginning tells enough
            return documents.latest();
        }
    }

    /** Whether a date that ends with its year occurs, so that its order matters. */
    boolean hasYearLastDate() {
        for (TextLines.Line line : lines) {
            for (String cell : line.text().split("[,;\t]", -1)) {
                if (Clock.endsWithYear(cell.replace("\"", "").strip())) {
                    return true;
                }
            }
        }
        return false;
    }
}
