package io.anamnesis.web.ingest.note.lexicon;

import io.anamnesis.web.ingest.note.text.Tokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** All mentions of a sentence, from the lexicon and from patterns, with their attributes. */
public final class Mentions {
    private Mentions() {}

    /** In order of their place; none overlaps another. */
    public static List<Mention> of(Tokens tokens, int first, int end) {
        List<Mention> all = new ArrayList<>(Staging.mentions(tokens, first, end));
        for (Mention each : Lexicon.standard().mentions(tokens, first, end)) {
            if (all.stream().noneMatch(other -> overlap(other, each))) {
                all.add(each);
            }
        }
        all.sort(Comparator.comparingInt(Mention::firstToken));
        List<Mention> described = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            described.add(described(tokens, all, i, end));
        }
        return described.stream().filter(Mentions::isComplete).toList();
    }

    private static boolean overlap(Mention a, Mention b) {
        return a.firstToken() < b.endToken() && b.firstToken() < a.endToken();
    }

    private static Mention described(Tokens tokens, List<Mention> all, int i, int end) {
        Mention mention = all.get(i);
        String category = mention.concept().category();
        int next = i + 1 < all.size() ? all.get(i + 1).firstToken() : end;
        if (category.equals(Concept.DRUG)) {
            int other = end;
            for (int j = i + 1; j < all.size() && other == end; j++) {
                other = all.get(j).concept().category().equals(Concept.DRUG)
                        ? all.get(j).firstToken()
                        : end;
            }
            return with(mention, Doses.after(tokens, mention.endToken(), other));
        }
        if (category.equals(Concept.PERFORMANCE_STATUS)) {
            return with(mention, value(tokens, mention, next));
        }
        return mention;
    }

    /** A score without its value says nothing. */
    private static boolean isComplete(Mention mention) {
        return !mention.concept().category().equals(Concept.PERFORMANCE_STATUS)
                || mention.attributes().containsKey("value");
    }

    private static Mention with(Mention mention, Map<String, String> attributes) {
        return new Mention(mention.concept(), mention.firstToken(), mention.endToken(), attributes);
    }

    /** ECOG 0 to 5, Karnofsky 0 to 100 in tens; the first number among the next words that can be one, or a range. */
    private static Map<String, String> value(Tokens tokens, Mention mention, int end) {
        boolean ecog = mention.concept().id().startsWith("ecog");
        for (int at = mention.endToken(); at < Math.min(end, mention.endToken() + 6); at++) {
            if (!tokens.isNumber(at)) {
                continue;
            }
            String value = tokens.form(at);
            if (!isScore(value, ecog)) {
                return Map.of();
            }
            boolean range = at + 2 < end && tokens.is(at + 1, '-') && tokens.isNumber(at + 2);
            return Map.of(
                    "value", range && isScore(tokens.form(at + 2), ecog) ? value + "-" + tokens.form(at + 2) : value);
        }
        return Map.of();
    }

    private static boolean isScore(String digits, boolean ecog) {
        return ecog
                ? digits.length() == 1 && digits.charAt(0) <= '5'
                : digits.equals("0") || digits.equals("100") || (digits.length() == 2 && digits.endsWith("0"));
    }
}
