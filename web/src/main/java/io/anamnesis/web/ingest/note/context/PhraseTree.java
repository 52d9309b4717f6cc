package io.anamnesis.web.ingest.note.context;

import io.anamnesis.web.ingest.note.text.Tokens;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The phrases of one category, token by token; finds the longest that begins at a token. */
final class PhraseTree {
    /** Stands for any number, in digits or in words. */
    static final String NUMBER = "#";

    /** One of these may stand between two words of a phrase: {@code was also not seen}. */
    private static final Set<String> FILLERS = Set.of(
            "also",
            "again",
            "any",
            "clearly",
            "currently",
            "definite",
            "definitely",
            "immediately",
            "obvious",
            "promptly");

    private static final class Node {
        final Map<String, Node> next = new HashMap<>(4);
        final Map<Trigger.Role, Trigger> triggers = new EnumMap<>(Trigger.Role.class);
    }

    /** @param end the token after the phrase's last */
    record Match(Map<Trigger.Role, Trigger> triggers, int end) {}

    private final Node root = new Node();

    void add(List<String> forms, Trigger trigger) {
        Node node = root;
        for (String form : forms) {
            node = node.next.computeIfAbsent(form, each -> new Node());
        }
        node.triggers.put(trigger.role(), trigger);
    }

    /** The longest phrase that begins at the token and ends before {@code end}. */
    @Nullable
    Match longest(Tokens tokens, int from, int end) {
        return longest(root, tokens, from, end, null, false);
    }

    /** @param skipped whether the token before was no part of the phrase, so that none can end here */
    private static @Nullable Match longest(
            Node node, Tokens tokens, int at, int end, @Nullable Match best, boolean skipped) {
        Match longest = best;
        if (!skipped && !node.triggers.isEmpty() && (longest == null || at > longest.end())) {
            longest = new Match(node.triggers, at);
        }
        if (at >= end || node.next.isEmpty()) {
            return longest;
        }
        Node same = node.next.get(tokens.form(at));
        if (same != null) {
            longest = longest(same, tokens, at + 1, end, longest, false);
        }
        Node number = node.next.get(NUMBER);
        if (number != null && Numerals.isNumber(tokens, at)) {
            longest = longest(number, tokens, at + 1, end, longest, false);
        }
        if (!skipped && (tokens.isJoint(at) || FILLERS.contains(tokens.form(at)))) {
            longest = longest(node, tokens, at + 1, end, longest, true);
        }
        return longest;
    }
}
