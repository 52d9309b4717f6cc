package io.anamnesis.web.ingest.note.context;

import io.anamnesis.web.ingest.note.text.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The resource {@code triggers.txt}: its head describes its form. */
final class Triggers {
    static final Triggers STANDARD = load();

    private final Map<Trigger.Category, PhraseTree> trees = new EnumMap<>(Trigger.Category.class);
    private final PhraseTree answers = new PhraseTree();
    private int phrases;

    private Triggers() {
        for (Trigger.Category category : Trigger.Category.values()) {
            trees.put(category, new PhraseTree());
        }
    }

    private static Triggers load() {
        try (InputStream in = Objects.requireNonNull(Triggers.class.getResourceAsStream("triggers.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return read(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Triggers read(List<String> lines) {
        Triggers triggers = new Triggers();
        Trigger heading = new Trigger(Trigger.Category.NEGATED, Trigger.Role.PSEUDO, 0);
        for (String line : lines) {
            String entry = line.strip();
            if (entry.startsWith("[")) {
                heading = heading(entry);
            } else if (!entry.isEmpty() && !entry.startsWith("//")) {
                triggers.add(entry, heading);
            }
        }
        return triggers;
    }

    private static Trigger heading(String entry) {
        String[] words = entry.substring(1, entry.length() - 1).split(" ", -1);
        return new Trigger(
                Trigger.Category.valueOf(words[0].toUpperCase(Locale.ROOT)),
                Trigger.Role.valueOf(words[1].toUpperCase(Locale.ROOT)),
                words.length > 2 ? Integer.parseInt(words[2]) : Integer.MAX_VALUE);
    }

    private void add(String entry, Trigger trigger) {
        for (String phrase : alternatives(entry)) {
            Tokens tokens = Tokens.of(phrase);
            List<String> forms = new ArrayList<>();
            for (int i = 0; i < tokens.size(); i++) {
                if (!tokens.isJoint(i)) {
                    forms.add(tokens.form(i));
                }
            }
            PhraseTree tree = trigger.role() == Trigger.Role.ANSWER ? answers : tree(trigger.category());
            tree.add(forms, trigger);
            phrases++;
        }
    }

    /** All that {@code {a|b}} can stand for. */
    private static List<String> alternatives(String entry) {
        int open = entry.indexOf('{');
        if (open < 0) {
            return List.of(entry);
        }
        int close = entry.indexOf('}', open);
        List<String> all = new ArrayList<>();
        for (String choice : entry.substring(open + 1, close).split("\\|", -1)) {
            all.addAll(alternatives(entry.substring(0, open) + choice + entry.substring(close + 1)));
        }
        return all;
    }

    PhraseTree tree(Trigger.Category category) {
        return Objects.requireNonNull(trees.get(category));
    }

    /** What can stand behind a label. */
    PhraseTree answers() {
        return answers;
    }

    /** How many phrases, every alternative counted. */
    int phrases() {
        return phrases;
    }
}
