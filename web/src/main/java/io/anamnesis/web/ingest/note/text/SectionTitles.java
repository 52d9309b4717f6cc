package io.anamnesis.web.ingest.note.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which headings of notes mean which category: the resource {@code sections.txt}. */
final class SectionTitles {
    static final SectionTitles STANDARD = load();

    private final Map<String, String> categories = new HashMap<>();

    private SectionTitles() {}

    private static SectionTitles load() {
        SectionTitles titles = new SectionTitles();
        String category = Section.OTHER;
        try (InputStream in = Objects.requireNonNull(SectionTitles.class.getResourceAsStream("sections.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String entry = line.strip();
                if (entry.startsWith("[")) {
                    category = entry.substring(1, entry.length() - 1);
                } else if (!entry.isEmpty() && !entry.startsWith("#")) {
                    titles.categories.put(normal(entry), category);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return titles;
    }

    /** The category of a heading, or null where it is unknown. */
    @Nullable
    String category(String title) {
        return categories.get(normal(title));
    }

    /** Lower case; only letters, digits and single spaces. */
    private static String normal(String title) {
        StringBuilder normal = new StringBuilder(title.length());
        for (char c : title.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                normal.append(c);
            } else if (c == '&') {
                space(normal);
                normal.append("and ");
            } else if (c != '\'' && c != '\u2019') {
                space(normal);
            }
        }
        return normal.toString().strip();
    }

    private static void space(StringBuilder normal) {
        if (!normal.isEmpty() && normal.charAt(normal.length() - 1) != ' ') {
            normal.append(' ');
        }
    }
}
