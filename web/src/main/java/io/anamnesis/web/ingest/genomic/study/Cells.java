package io.anamnesis.web.ingest.genomic.study;

import java.util.regex.Pattern;

/** Numbers in cells. */
final class Cells {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][-+]?\\d{1,3})?");

    private Cells() {}

    /** A finite number, or NaN where the text is none. */
    static double number(String text) {
        if (text.length() > 64 || !NUMBER.matcher(text).matches()) {
            return Double.NaN;
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? value : Double.NaN;
    }
}
