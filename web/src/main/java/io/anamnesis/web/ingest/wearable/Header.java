package io.anamnesis.web.ingest.wearable;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of a table's columns: lower case, without quotes, byte order marks (also doubly encoded ones) and blanks. */
final class Header {
    private static final Pattern MARKS = Pattern.compile("\uFEFF|\u00EF\u00BB\u00BF|\"");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final List<String> names;
    private final Map<String, Integer> indexes = new HashMap<>();

    Header(List<String> cells) {
        names = cells.stream().map(Header::normal).toList();
        for (int i = 0; i < names.size(); i++) {
            indexes.putIfAbsent(names.get(i), i);
        }
    }

    static String normal(String cell) {
        String text = MARKS.matcher(cell).replaceAll("");
        return BLANKS.matcher(text.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }

    boolean has(String... wanted) {
        for (String name : wanted) {
            if (!indexes.containsKey(name)) {
                return false;
            }
        }
        return true;
    }

    /** The place of the column; −1 where there is none. */
    int index(String name) {
        return indexes.getOrDefault(name, -1);
    }

    /** The first column whose name begins so. */
    @Nullable
    String startingWith(String prefix) {
        return names.stream()
                .filter(name -> name.startsWith(prefix))
                .findFirst()
                .orElse(null);
    }
}
