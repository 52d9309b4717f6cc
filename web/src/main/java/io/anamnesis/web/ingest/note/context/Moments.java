package io.anamnesis.web.ingest.note.context;

import io.anamnesis.web.ingest.note.text.Tokens;
import java.util.Map;

/**
 * Expressions of time that put a finding into the past: at least {@value #PAST_DAYS} days ago, as in the ConText paper, or a
 * year that is named.
 */
final class Moments {
    private static final int PAST_DAYS = 14;
    private static final Map<String, Integer> DAYS = Map.of(
            "day", 1, "days", 1, "week", 7, "weeks", 7, "month", 30, "months", 30, "year", 365, "years", 365, "yrs",
            365);

    /** Takes where an expression begins, and the token after its last. */
    interface Sink {
        void past(int begin, int after);
    }

    private final Tokens tokens;
    private final int first;
    private final int end;

    Moments(Tokens tokens, int first, int end) {
        this.tokens = tokens;
        this.first = first;
        this.end = end;
    }

    void forEachPast(Sink sink) {
        for (int at = first; at < end; at++) {
            int after = ago(at);
            if (after < 0) {
                after = year(at);
            }
            if (after > 0) {
                sink.past(at, after);
                at = after - 1;
            }
        }
    }

    /** {@code 3 months ago}, {@code two years prior}; the token after it, or -1. */
    private int ago(int at) {
        if (at + 2 >= end) {
            return -1;
        }
        Integer days = DAYS.get(tokens.form(at + 1));
        if (days == null || !isAgo(tokens.form(at + 2))) {
            return -1;
        }
        double count = Numerals.value(tokens, at);
        return count * days >= PAST_DAYS ? at + 3 : -1;
    }

    private static boolean isAgo(String form) {
        return form.equals("ago") || form.equals("earlier") || form.equals("previously") || form.equals("back");
    }

    /** {@code in 1998}, {@code in March 1998}, {@code in March of 1998}; the token after it, or -1. */
    private int year(int at) {
        if (!tokens.form(at).equals("in")) {
            return -1;
        }
        for (int next = at + 1; next < Math.min(end, at + 4); next++) {
            if (tokens.isNumber(next)) {
                return isYear(tokens.form(next)) ? next + 1 : -1;
            }
            if (!tokens.isWord(next)) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isYear(String form) {
        return form.length() == 4 && (form.startsWith("19") || form.startsWith("20"));
    }
}
