package io.anamnesis.web.ingest.note.lexicon;

import io.anamnesis.web.ingest.note.text.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The concepts with their terms, as a tree of tokens. Finding all mentions of a sentence takes time linear in its tokens,
 * for a term has a handful.
 */
public final class Lexicon {
    /** Of the content; an annotation says which made it. */
    public static final String VERSION = "anamnesis-notes-1";

    private static final Lexicon STANDARD = load();

    private static final class Node {
        final Map<String, Node> next = new HashMap<>(4);

        @Nullable
        Concept concept;
        /** Concepts by the exact spelling that they need. */
        final Map<String, Concept> exact = new HashMap<>(2);
    }

    private final Node root = new Node();
    private final Map<String, Concept> concepts = new LinkedHashMap<>();

    private Lexicon() {}

    /** The lexicon that ships. */
    public static Lexicon standard() {
        return STANDARD;
    }

    private static Lexicon load() {
        try (InputStream in = Objects.requireNonNull(Lexicon.class.getResourceAsStream("lexicon.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return read(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Lexicon read(List<String> lines) {
        Lexicon lexicon = new Lexicon();
        String category = "";
        for (String line : lines) {
            String entry = line.strip();
            if (entry.startsWith("[")) {
                category = entry.substring(1, entry.length() - 1);
            } else if (!entry.isEmpty() && !entry.startsWith("//")) {
                lexicon.add(entry, category);
            }
        }
        return lexicon;
    }

    private void add(String entry, String category) {
        int bar = entry.indexOf('|');
        String[] terms = (bar < 0 ? entry : entry.substring(0, bar)).split(";", -1);
        Map<String, String> codes = new HashMap<>();
        if (bar >= 0) {
            for (String code : entry.substring(bar + 1).strip().split(" +", -1)) {
                int colon = code.indexOf(':');
                codes.put(code.substring(0, colon), code.substring(colon + 1));
            }
        }
        String term = terms[0].strip();
        Concept concept = new Concept(term.toLowerCase(Locale.ROOT).replace(' ', '-'), term, category, codes);
        if (concepts.put(concept.id(), concept) != null) {
            throw new IllegalStateException("the lexicon has two concepts " + concept.id());
        }
        for (String each : terms) {
            addTerm(each.strip(), concept);
        }
    }

    private void addTerm(String term, Concept concept) {
        boolean exact = term.startsWith("=");
        String spelling = exact ? term.substring(1) : term;
        Tokens tokens = Tokens.of(spelling);
        Node node = root;
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.isJoint(i)) {
                node = node.next.computeIfAbsent(tokens.form(i), each -> new Node());
            }
        }
        Concept other = exact ? node.exact.put(spelling, concept) : node.concept;
        if (other != null) {
            throw new IllegalStateException("the lexicon has " + term + " twice");
        }
        if (!exact) {
            node.concept = concept;
        }
    }

    /** The concept of that id. */
    public Optional<Concept> concept(String id) {
        return Optional.ofNullable(concepts.get(id));
    }

    public Collection<Concept> concepts() {
        return List.copyOf(concepts.values());
    }

    /** The mentions among the tokens {@code first} to {@code end - 1}, in order, without attributes. */
    public List<Mention> mentions(Tokens tokens, int first, int end) {
        List<Mention> found = new ArrayList<>();
        int at = first;
        while (at < end) {
            Mention longest = longest(tokens, at, end);
            if (longest != null) {
                found.add(longest);
            }
            at = longest == null ? at + 1 : longest.endToken();
        }
        return found;
    }

    private @Nullable Mention longest(Tokens tokens, int from, int end) {
        Mention longest = null;
        Node node = root;
        int at = from;
        while (node != null && at < end) {
            if (at > from && tokens.isJoint(at)) {
                at++;
                continue;
            }
            node = step(node, tokens.form(at));
            at++;
            if (node != null) {
                Concept concept = node.exact.isEmpty() ? null : node.exact.get(raw(tokens, from, at));
                concept = concept == null ? node.concept : concept;
                if (concept != null) {
                    longest = new Mention(concept, from, at, Map.of());
                }
            }
        }
        return longest;
    }

    private static @Nullable Node step(Node node, String form) {
        Node same = node.next.get(form);
        if (same != null || form.length() < 4 || !form.endsWith("s")) {
            return same;
        }
        return node.next.get(form.substring(0, form.length() - 1));
    }

    private static String raw(Tokens tokens, int from, int to) {
        if (to - from == 1) {
            String raw = tokens.raw(from);
            return raw.endsWith("'s") ? raw.substring(0, raw.length() - 2) : raw;
        }
        StringBuilder raw = new StringBuilder(tokens.raw(from));
        for (int i = from + 1; i < to; i++) {
            raw.append(' ').append(tokens.raw(i));
        }
        return raw.toString();
    }
}
