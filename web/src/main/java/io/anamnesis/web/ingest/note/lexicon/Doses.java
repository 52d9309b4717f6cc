package io.anamnesis.web.ingest.note.lexicon;

import io.anamnesis.web.ingest.note.text.Tokens;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Dose, unit, route and frequency in the words behind a drug, as prescriptions are written: {@code 5 mg p.o. b.i.d.}. */
final class Doses {
    private static final int FARTHEST = 14;
    private static final Set<String> UNITS = Set.of(
            "mg",
            "mcg",
            "g",
            "gm",
            "gram",
            "grams",
            "ml",
            "cc",
            "unit",
            "units",
            "iu",
            "meq",
            "puff",
            "puffs",
            "tablet",
            "tablets",
            "tab",
            "tabs",
            "capsule",
            "capsules",
            "drop",
            "drops",
            "mg/kg",
            "milligram",
            "milligrams",
            "microgram",
            "micrograms");
    private static final Map<String, String> UCUM = Map.ofEntries(
            Map.entry("mcg", "ug"),
            Map.entry("microgram", "ug"),
            Map.entry("micrograms", "ug"),
            Map.entry("gm", "g"),
            Map.entry("gram", "g"),
            Map.entry("grams", "g"),
            Map.entry("milligram", "mg"),
            Map.entry("milligrams", "mg"),
            Map.entry("ml", "mL"),
            Map.entry("cc", "mL"),
            Map.entry("iu", "[iU]"),
            Map.entry("unit", "U"),
            Map.entry("units", "U"));
    private static final Map<String, String> ROUTES = Map.ofEntries(
            Map.entry("po", "oral"),
            Map.entry("orally", "oral"),
            Map.entry("oral", "oral"),
            Map.entry("mouth", "oral"),
            Map.entry("iv", "intravenous"),
            Map.entry("intravenous", "intravenous"),
            Map.entry("intravenously", "intravenous"),
            Map.entry("im", "intramuscular"),
            Map.entry("intramuscular", "intramuscular"),
            Map.entry("sq", "subcutaneous"),
            Map.entry("sc", "subcutaneous"),
            Map.entry("subq", "subcutaneous"),
            Map.entry("subcutaneous", "subcutaneous"),
            Map.entry("subcutaneously", "subcutaneous"),
            Map.entry("topical", "topical"),
            Map.entry("topically", "topical"),
            Map.entry("inhaled", "inhaled"),
            Map.entry("sublingual", "sublingual"),
            Map.entry("sl", "sublingual"),
            Map.entry("rectal", "rectal"),
            Map.entry("pr", "rectal"),
            Map.entry("intranasal", "intranasal"));
    private static final Map<String, String> FREQUENCIES = Map.ofEntries(
            Map.entry("daily", "daily"),
            Map.entry("qd", "daily"),
            Map.entry("qday", "daily"),
            Map.entry("qam", "every morning"),
            Map.entry("qpm", "every evening"),
            Map.entry("qhs", "at bedtime"),
            Map.entry("hs", "at bedtime"),
            Map.entry("nightly", "at bedtime"),
            Map.entry("bid", "twice daily"),
            Map.entry("tid", "three times daily"),
            Map.entry("qid", "four times daily"),
            Map.entry("qod", "every other day"),
            Map.entry("weekly", "weekly"),
            Map.entry("monthly", "monthly"),
            Map.entry("prn", "as needed"),
            Map.entry("needed", "as needed"));

    private Doses() {}

    /** Looks up to the end given, which is the next drug or the end of the sentence. */
    static Map<String, String> after(Tokens tokens, int from, int end) {
        Map<String, String> found = new TreeMap<>();
        int last = Math.min(end, from + FARTHEST);
        for (int at = from; at < last; at++) {
            if (tokens.isNumber(at)) {
                at = number(tokens, at, last, found);
            } else if (tokens.isWord(at)) {
                at = word(tokens, at, last, found);
            } else if (tokens.is(at, ';')) {
                break;
            }
        }
        return found;
    }

    private static int number(Tokens tokens, int at, int end, Map<String, String> found) {
        String dose = tokens.form(at);
        int unit = at + 1;
        if (unit + 1 < end && (tokens.is(unit, '-') || tokens.is(unit, '/')) && tokens.isNumber(unit + 1)) {
            dose = dose + tokens.raw(unit) + tokens.form(unit + 1);
            unit += 2;
        }
        if (unit < end && tokens.is(unit, '-')) {
            unit++;
        }
        if (unit < end && UNITS.contains(tokens.form(unit)) && !found.containsKey("dose")) {
            found.put("dose", dose);
            found.put("unit", UCUM.getOrDefault(tokens.form(unit), tokens.form(unit)));
            return unit;
        }
        return at;
    }

    private static int word(Tokens tokens, int at, int end, Map<String, String> found) {
        String form = tokens.form(at);
        int last = at;
        StringBuilder letters = new StringBuilder(form);
        while (letters.length() <= 3 && form.length() == 1 && dotted(tokens, last, end)) {
            last += 2;
            letters.append(tokens.form(last));
        }
        String word = letters.toString();
        String route = ROUTES.get(word);
        if (route != null) {
            found.putIfAbsent("route", route);
            return last;
        }
        String frequency = FREQUENCIES.get(word);
        if (frequency != null) {
            found.merge("frequency", frequency, (old, added) -> old.contains(added) ? old : old + " " + added);
            return last;
        }
        return interval(tokens, at, end, found, word, last);
    }

    /** The next letter of {@code b.i.d.}. */
    private static boolean dotted(Tokens tokens, int at, int end) {
        return at + 2 < end
                && tokens.is(at + 1, '.')
                && tokens.isWord(at + 2)
                && tokens.form(at + 2).length() == 1
                && tokens.begin(at + 2) == tokens.end(at + 1);
    }

    /** {@code once daily}, {@code twice a day}, {@code every 6 hours}, {@code q6h}, {@code at bedtime}. */
    private static int interval(Tokens tokens, int at, int end, Map<String, String> found, String word, int last) {
        if (word.length() > 2 && word.charAt(0) == 'q' && word.endsWith("h") && isDigits(word, 1, word.length() - 1)) {
            found.putIfAbsent("frequency", "every " + word.substring(1, word.length() - 1) + " hours");
            return last;
        }
        if ((word.equals("once") || word.equals("twice")) && at + 1 < end) {
            found.putIfAbsent("frequency", word.equals("once") ? "daily" : "twice daily");
            return at + 1;
        }
        boolean every = word.equals("every") || word.equals("q");
        if (every
                && at + 2 < end
                && tokens.isNumber(at + 1)
                && tokens.form(at + 2).startsWith("h")) {
            found.putIfAbsent("frequency", "every " + tokens.form(at + 1) + " hours");
            return at + 2;
        }
        if (every && at + 1 < end && tokens.form(at + 1).equals("day")) {
            found.putIfAbsent("frequency", "daily");
            return at + 1;
        }
        if (word.equals("bedtime")) {
            found.putIfAbsent("frequency", "at bedtime");
        }
        return last;
    }

    private static boolean isDigits(String word, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isDigit(word.charAt(i))) {
                return false;
            }
        }
        return to > from;
    }
}
