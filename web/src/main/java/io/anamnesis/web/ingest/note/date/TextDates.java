package io.anamnesis.web.ingest.note.date;

import io.anamnesis.protocol.message.PartialDate;
import io.anamnesis.protocol.message.PartialDate.Precision;
import io.anamnesis.web.ingest.note.text.Tokens;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds dates: {@code 2019-03-04}, {@code 3/14/2019}, {@code 3/2019}, {@code March 4, 2019}, {@code 4 March 2019}, {@code
 * March 2019}, {@code in 2019}, and, where the note's own date is known, {@code yesterday}, {@code 3 days ago}, {@code last
 * month}. Where day and month can be either way round, only the year is taken; two digits are no year.
 */
public final class TextDates {
    private static final Map<String, Integer> MONTHS = months();
    private static final Set<String> BEFORE_YEAR =
            Set.of("in", "since", "of", "from", "until", "during", "year", "circa");
    private static final Map<String, Integer> SMALL = Map.ofEntries(
            Map.entry("a", 1),
            Map.entry("an", 1),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10));

    private final Tokens tokens;
    private final int end;
    private final @Nullable PartialDate noteDate;

    private TextDates(Tokens tokens, int end, @Nullable PartialDate noteDate) {
        this.tokens = tokens;
        this.end = end;
        this.noteDate = noteDate;
    }

    /** The dates among the tokens {@code first} to {@code end - 1}, in order. */
    public static List<TextDate> of(Tokens tokens, int first, int end, @Nullable PartialDate noteDate) {
        TextDates dates = new TextDates(tokens, end, noteDate);
        List<TextDate> found = new ArrayList<>();
        int at = first;
        while (at < end) {
            TextDate date = dates.at(at, first);
            if (date != null) {
                found.add(date);
            }
            at = date == null ? at + 1 : date.endToken();
        }
        return found;
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new java.util.HashMap<>();
        for (java.time.Month month : java.time.Month.values()) {
            String name = month.name().toLowerCase(java.util.Locale.ROOT);
            months.put(name, month.getValue());
            months.put(name.substring(0, 3), month.getValue());
        }
        months.put("sept", 9);
        return Map.copyOf(months);
    }

    private @Nullable TextDate at(int at, int first) {
        try {
            TextDate date = tokens.isNumber(at) ? numeric(at) : null;
            date = date == null && tokens.isNumber(at) ? dayMonthYear(at) : date;
            date = date == null && tokens.isWord(at) ? monthFirst(at) : date;
            date = date == null ? year(at, first) : date;
            return date == null ? relative(at) : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private int number(int at) {
        if (at >= end || !tokens.isNumber(at)) {
            return -1;
        }
        String digits = tokens.form(at);
        if (digits.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            if (!Character.isDigit(digits.charAt(i))) {
                return -1;
            }
            value = value * 10 + digits.charAt(i) - '0';
        }
        return value;
    }

    private int yearAt(int at) {
        int year = number(at);
        return year >= 1900 && year < 2100 ? year : -1;
    }

    private boolean between(int at, char c) {
        return at + 1 < end
                && tokens.is(at, c)
                && tokens.begin(at) == tokens.end(at - 1)
                && tokens.begin(at + 1) == tokens.end(at);
    }

    private @Nullable TextDate numeric(int at) {
        if (between(at + 1, '-') && between(at + 3, '-') && yearAt(at) > 0) {
            int month = number(at + 2);
            int day = number(at + 4);
            return month < 1 || day < 1 ? null : day(LocalDate.of(yearAt(at), month, day), at, at + 5);
        }
        char mark = between(at + 1, '/') ? '/' : '-';
        if (!between(at + 1, mark)) {
            return null;
        }
        int one = number(at);
        int two = number(at + 2);
        if (between(at + 3, mark)) {
            int year = yearAt(at + 4);
            return year < 0 || one < 1 || two < 1 ? null : slashed(one, two, year, at);
        }
        int year = mark == '/' ? yearAt(at + 2) : -1;
        return year < 0 || one < 1 || one > 12
                ? null
                : new TextDate(new PartialDate(LocalDate.of(year, one, 1), Precision.MONTH), at, at + 3);
    }

    private static @Nullable TextDate slashed(int one, int two, int year, int at) {
        if (one > 12 && two <= 12) {
            return day(LocalDate.of(year, two, one), at, at + 5);
        }
        if ((two > 12 && one <= 12) || (one == two && one <= 12)) {
            return day(LocalDate.of(year, one, two), at, at + 5);
        }
        return one > 12 ? null : new TextDate(new PartialDate(LocalDate.of(year, 1, 1), Precision.YEAR), at, at + 5);
    }

    private static TextDate day(LocalDate date, int at, int end) {
        return new TextDate(PartialDate.day(date), at, end);
    }

    /** {@code 4 March 2019}, {@code 4th of March, 2019}. */
    private @Nullable TextDate dayMonthYear(int at) {
        int day = number(at);
        int next = skipOrdinal(at + 1);
        if (next < end && tokens.form(next).equals("of")) {
            next++;
        }
        Integer month = next < end ? MONTHS.get(tokens.form(next)) : null;
        if (day < 1 || day > 31 || month == null) {
            return null;
        }
        int year = skipMark(next + 1);
        return yearAt(year) < 0 ? null : day(LocalDate.of(yearAt(year), month, day), at, year + 1);
    }

    /** {@code March 4, 2019}, {@code March 2019}, {@code March of 2019}. */
    private @Nullable TextDate monthFirst(int at) {
        Integer month = MONTHS.get(tokens.form(at));
        if (month == null) {
            return null;
        }
        int next = skipMark(at + 1);
        if (next < end && tokens.form(next).equals("of")) {
            next++;
        }
        if (yearAt(next) > 0) {
            return new TextDate(new PartialDate(LocalDate.of(yearAt(next), month, 1), Precision.MONTH), at, next + 1);
        }
        int day = number(next);
        int year = skipMark(skipOrdinal(next + 1));
        return day < 1 || day > 31 || yearAt(year) < 0
                ? null
                : day(LocalDate.of(yearAt(year), month, day), at, year + 1);
    }

    private int skipOrdinal(int at) {
        return at < end && Set.of("st", "nd", "rd", "th").contains(tokens.form(at)) ? at + 1 : at;
    }

    private int skipMark(int at) {
        return at < end && (tokens.is(at, ',') || tokens.is(at, '.')) ? at + 1 : at;
    }

    private @Nullable TextDate year(int at, int first) {
        int year = yearAt(at);
        if (year < 0 || tokens.form(at).length() != 4 || at == first) {
            return null;
        }
        boolean bracketed = tokens.is(at - 1, '(') && at + 1 < end && tokens.is(at + 1, ')');
        return bracketed || BEFORE_YEAR.contains(tokens.form(at - 1))
                ? new TextDate(new PartialDate(LocalDate.of(year, 1, 1), Precision.YEAR), at, at + 1)
                : null;
    }

    private @Nullable TextDate relative(int at) {
        if (noteDate == null) {
            return null;
        }
        String form = tokens.form(at);
        if (form.equals("yesterday")) {
            return shifted("days", 1, at, at + 1);
        }
        if (form.equals("today")) {
            return shifted("days", 0, at, at + 1);
        }
        if (form.equals("last") && at + 1 < end) {
            String unit = tokens.form(at + 1);
            return unit.equals("month") || unit.equals("year") || unit.equals("week")
                    ? shifted(unit + "s", 1, at, at + 2)
                    : null;
        }
        int count = tokens.isNumber(at) ? number(at) : SMALL.getOrDefault(form, -1);
        if (count < 0 || at + 2 >= end || !tokens.form(at + 2).equals("ago")) {
            return null;
        }
        String unit = tokens.form(at + 1);
        return shifted(unit.endsWith("s") ? unit : unit + "s", count, at, at + 3);
    }

    /** No more exact than the unit that the text counts in, nor than the note's date. */
    private @Nullable TextDate shifted(String unit, int count, int from, int to) {
        PartialDate note = noteDate;
        if (note == null) {
            return null;
        }
        LocalDate date;
        Precision precision;
        switch (unit) {
            case "days" -> {
                date = note.date().minusDays(count);
                precision = Precision.DAY;
            }
            case "weeks" -> {
                date = note.date().minusWeeks(count);
                precision = Precision.MONTH;
            }
            case "months" -> {
                date = note.date().minusMonths(count);
                precision = Precision.MONTH;
            }
            case "years" -> {
                date = note.date().minusYears(count);
                precision = Precision.YEAR;
            }
            default -> {
                return null;
            }
        }
        return note.precision().compareTo(precision) < 0
                ? null
                : new TextDate(new PartialDate(date, precision), from, to);
    }
}
