package io.anamnesis.web.ingest.wearable;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A cell read as a number, or why it can't be. */
record Numeral(double value, @Nullable Fault fault) {
    private static final int MAX_CHARS = 40;
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(?:[.,]\\d{0,25})?(?:[eE][+-]?\\d{1,3})?");
    private static final Pattern PERHAPS_THOUSANDS = Pattern.compile("[+-]?\\d{1,3}[.,]\\d{3}");
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "-", "--", "---");
    private static final Set<String> LOW = Set.of("low", "lo");
    private static final Set<String> HIGH = Set.of("high", "hi");

    /**
     * Reads a cell. The decimal mark follows from the separator: where semicolons part cells the comma is decimal, elsewhere
     * the point. The other mark is taken as decimal too, unless it could part thousands.
     */
    static Numeral read(String cell, char separator) {
        String text = cell.strip();
        if (text.length() > MAX_CHARS) {
            return new Numeral(Double.NaN, Fault.MALFORMED_VALUE);
        }
        String word = text.toLowerCase(Locale.ROOT);
        if (MISSING.contains(word)) {
            return new Numeral(Double.NaN, Fault.MISSING_VALUE);
        }
        if (LOW.contains(word) || word.startsWith("<")) {
            return new Numeral(Double.NaN, Fault.CENSORED_LOW);
        }
        if (HIGH.contains(word) || word.startsWith(">")) {
            return new Numeral(Double.NaN, Fault.CENSORED_HIGH);
        }
        if (!NUMBER.matcher(text).matches()) {
            return new Numeral(Double.NaN, Fault.MALFORMED_VALUE);
        }
        char decimal = separator == ';' ? ',' : '.';
        if (text.indexOf(decimal) < 0 && PERHAPS_THOUSANDS.matcher(text).matches()) {
            return new Numeral(Double.NaN, Fault.AMBIGUOUS_NUMBER);
        }
        double value = Double.parseDouble(text.replace(',', '.'));
        return Double.isFinite(value) ? new Numeral(value, null) : new Numeral(Double.NaN, Fault.MALFORMED_VALUE);
    }
}
