package io.anamnesis.web.ingest.note.lexicon;

import io.anamnesis.web.ingest.note.text.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What follows a rule and not a list: stage groups ({@code stage IIIA}), TNM classes ({@code pT2 N1 M0}, {@code T2N1M0}) and
 * the short forms of response (CR, PR, SD, PD), which count only where the sentence speaks of response.
 */
final class Staging {
    static final Concept GROUP = new Concept("cancer-stage", "cancer stage group", Concept.STAGE, Map.of());
    static final Concept TNM = new Concept("tnm-stage", "TNM classification", Concept.STAGE, Map.of());

    private static final Set<String> GROUPS = Set.of(
            "0", "i", "ia", "ib", "ic", "ii", "iia", "iib", "iic", "iii", "iiia", "iiib", "iiic", "iv", "iva", "ivb",
            "ivc", "1", "2", "3", "4", "1a", "1b", "2a", "2b", "3a", "3b", "3c", "4a", "4b");
    private static final Map<String, String> ROMAN = Map.of("1", "I", "2", "II", "3", "III", "4", "IV", "0", "0");
    private static final Pattern TNM_TOKEN =
            Pattern.compile("([acpry]{0,2})T([0-4][a-d]?|is|x)(?:N([0-3][a-c]?|x))?(?:M([01][a-c]?|x))?");
    private static final Pattern N_TOKEN = Pattern.compile("[acpry]{0,2}N([0-3][a-c]?|x)(?:M([01][a-c]?|x))?");
    private static final Pattern M_TOKEN = Pattern.compile("[acpry]{0,2}M([01][a-c]?|x)");
    private static final Set<String> OTHER_STAGES =
            Set.of("kidney", "renal", "ckd", "pressure", "decubitus", "ulcer", "sacral", "hypertension");
    private static final Set<String> RESPONSE_WORDS =
            Set.of("response", "recist", "responded", "responder", "restaging", "irecist", "cycles", "cycle");
    private static final Map<String, String> RESPONSES = Map.of(
            "CR", "complete-response", "PR", "partial-response", "SD", "stable-disease", "PD", "progressive-disease");

    private Staging() {}

    static List<Mention> mentions(Tokens tokens, int first, int end) {
        List<Mention> found = new ArrayList<>();
        boolean response = false;
        for (int at = first; at < end; at++) {
            Mention stage = group(tokens, at, first, end);
            stage = stage == null ? tnm(tokens, at, end) : stage;
            if (stage != null) {
                found.add(stage);
                at = stage.endToken() - 1;
            }
            response |= RESPONSE_WORDS.contains(tokens.form(at));
        }
        if (response) {
            responses(tokens, first, end, found);
        }
        return found;
    }

    private static @Nullable Mention group(Tokens tokens, int at, int first, int end) {
        if (!tokens.form(at).equals("stage") || at + 1 >= end || !GROUPS.contains(tokens.form(at + 1))) {
            return null;
        }
        for (int near = Math.max(first, at - 3); near < Math.min(end, at + 5); near++) {
            if (OTHER_STAGES.contains(tokens.form(near))) {
                return null;
            }
        }
        String group = tokens.form(at + 1).toUpperCase(Locale.ROOT);
        int after = at + 2;
        String digit = ROMAN.get(group.substring(0, 1));
        if (digit != null) {
            group = digit + group.substring(1);
            boolean letter = after < end
                    && tokens.isWord(after)
                    && tokens.begin(after) == tokens.end(after - 1)
                    && tokens.form(after).length() == 1
                    && "abc".contains(tokens.form(after));
            if (letter) {
                group += tokens.form(after).toUpperCase(Locale.ROOT);
                after++;
            }
        }
        return new Mention(GROUP, at, after, Map.of("stage", group));
    }

    private static @Nullable Mention tnm(Tokens tokens, int at, int end) {
        if (!tokens.isWord(at) || tokens.end(at) - tokens.begin(at) > 12) {
            return null;
        }
        Matcher t = TNM_TOKEN.matcher(tokens.raw(at));
        if (!t.matches()) {
            return null;
        }
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("t", t.group(2));
        if (!t.group(1).isEmpty()) {
            attributes.put("prefix", t.group(1));
        }
        put(attributes, "n", t.group(3));
        put(attributes, "m", t.group(4));
        int after = at + 1;
        while (after < end && (tokens.is(after, ',') || tokens.isWord(after)) && after < at + 6) {
            int word = tokens.is(after, ',') ? after + 1 : after;
            if (word >= end || tokens.end(word) - tokens.begin(word) > 8 || !classes(tokens.raw(word), attributes)) {
                break;
            }
            after = word + 1;
        }
        // a lone T2 is a vertebra or an MRI sequence
        return attributes.containsKey("n") || attributes.containsKey("prefix")
                ? new Mention(TNM, at, after, attributes)
                : null;
    }

    private static boolean classes(String raw, Map<String, String> attributes) {
        Matcher n = N_TOKEN.matcher(raw);
        if (n.matches() && !attributes.containsKey("n")) {
            attributes.put("n", n.group(1));
            put(attributes, "m", n.group(2));
            return true;
        }
        Matcher m = M_TOKEN.matcher(raw);
        if (m.matches() && !attributes.containsKey("m")) {
            attributes.put("m", m.group(1));
            return true;
        }
        return false;
    }

    private static void put(Map<String, String> attributes, String name, @Nullable String value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    private static void responses(Tokens tokens, int first, int end, List<Mention> found) {
        for (int at = first; at < end; at++) {
            String id = tokens.isWord(at) ? RESPONSES.get(tokens.raw(at)) : null;
            if (id != null) {
                int place = at;
                Lexicon.standard()
                        .concept(id)
                        .ifPresent(concept -> found.add(new Mention(concept, place, place + 1, Map.of())));
            }
        }
    }
}
