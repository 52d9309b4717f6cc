package io.anamnesis.web.ingest.imaging.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Decodes text as Specific Character Set (0008,0005) says: PS3.3 section C.12.1.1.2 for the terms, PS3.5 section 6.1.2.5 for
 * code extensions by ISO/IEC 2022.
 */
final class CharacterSets {
    /** The default repertoire is ASCII; files that break it mostly do so in Latin-1, which also keeps every byte. */
    static final CharacterSets DEFAULT = new CharacterSets(List.of(Repertoire.single(StandardCharsets.ISO_8859_1)));

    private static final int ESCAPE = 0x1b;
    private static final Map<String, Repertoire> BY_TERM = new HashMap<>();

    /** Escape sequence, without the escape itself, to what it selects; G0 below 128 or G1 from 128. */
    private static final Map<String, Repertoire> BY_ESCAPE = new HashMap<>();

    private static final int LONGEST_ESCAPE = 3;

    /** How bytes become characters: a charset, and whether a character may take two bytes of which no byte is special. */
    private record Repertoire(Charset charset, boolean wide, int offset) {
        static Repertoire single(Charset charset) {
            return new Repertoire(charset, false, 0);
        }

        /** A two-byte set in G0: bytes below 128, which Java's charset of the same set wants above. */
        static Repertoire wide(String charset, int offset) {
            return new Repertoire(Charset.forName(charset), true, offset);
        }
    }

    static {
        latin("6", "ISO-8859-1", "(B", null);
        latin("100", "ISO-8859-1", "(B", "-A");
        latin("101", "ISO-8859-2", "(B", "-B");
        latin("109", "ISO-8859-3", "(B", "-C");
        latin("110", "ISO-8859-4", "(B", "-D");
        latin("144", "ISO-8859-5", "(B", "-L");
        latin("127", "ISO-8859-6", "(B", "-G");
        latin("126", "ISO-8859-7", "(B", "-F");
        latin("138", "ISO-8859-8", "(B", "-H");
        latin("148", "ISO-8859-9", "(B", "-M");
        latin("203", "ISO-8859-15", "(B", "-b");
        latin("166", "x-iso-8859-11", "(B", "-T");
        latin("13", "JIS_X0201", "(J", ")I");
        BY_ESCAPE.put("$B", Repertoire.wide("x-JIS0208", 0));
        BY_ESCAPE.put("$@", Repertoire.wide("x-JIS0208", 0));
        BY_ESCAPE.put("$(D", Repertoire.wide("JIS_X0212-1990", 0));
        BY_ESCAPE.put("$)C", Repertoire.wide("EUC-KR", 0x80));
        BY_ESCAPE.put("$)A", Repertoire.wide("GB2312", 0x80));
        BY_TERM.put("ISO_IR 192", new Repertoire(StandardCharsets.UTF_8, true, 0));
        BY_TERM.put("GB18030", new Repertoire(Charset.forName("GB18030"), true, 0));
        BY_TERM.put("GBK", new Repertoire(Charset.forName("GBK"), true, 0));
        // only as a later value, after an escape; as the first it would be ASCII with these in G1
        BY_TERM.put("ISO 2022 IR 87", Repertoire.single(StandardCharsets.US_ASCII));
        BY_TERM.put("ISO 2022 IR 159", Repertoire.single(StandardCharsets.US_ASCII));
        BY_TERM.put("ISO 2022 IR 149", Repertoire.single(Charset.forName("EUC-KR")));
        BY_TERM.put("ISO 2022 IR 58", Repertoire.single(Charset.forName("GB2312")));
    }

    private final List<Repertoire> repertoires;

    private CharacterSets(List<Repertoire> repertoires) {
        this.repertoires = repertoires;
    }

    private static void latin(String number, String charset, String g0, @org.jspecify.annotations.Nullable String g1) {
        Repertoire repertoire = Repertoire.single(Charset.forName(charset));
        BY_TERM.put("ISO_IR " + number, repertoire);
        BY_TERM.put("ISO 2022 IR " + number, repertoire);
        BY_ESCAPE.putIfAbsent(g0, repertoire);
        if (g1 != null) {
            BY_ESCAPE.put(g1, repertoire);
        }
    }

    /** Of the terms as written; an empty first one is the default repertoire. */
    static CharacterSets of(List<String> terms) {
        if (terms.isEmpty()) {
            return DEFAULT;
        }
        return new CharacterSets(terms.stream().map(CharacterSets::repertoire).toList());
    }

    /** Whether the standard, or a common misspelling of it, knows a term. */
    static boolean knows(String term) {
        return term.isEmpty() || BY_TERM.containsKey(spelt(term));
    }

    private static Repertoire repertoire(String term) {
        Repertoire found = BY_TERM.get(spelt(term));
        return found != null ? found : Repertoire.single(StandardCharsets.ISO_8859_1);
    }

    /** {@code ISO-IR 100}, {@code ISO_IR_100} and {@code ISO IR 100} are met as often as they are wrong. */
    private static String spelt(String term) {
        String upper = term.trim().toUpperCase(Locale.ROOT).replace('-', ' ').replace('_', ' ');
        if (upper.startsWith("ISO IR ")) {
            return "ISO_IR " + upper.substring(7).trim();
        }
        return upper.startsWith("ISO2022 ") ? "ISO 2022 " + upper.substring(8) : upper;
    }

    /** Decodes all; delimiters stay, and put the first repertoire back where code extensions are used. */
    String decode(byte[] bytes, boolean personName) {
        Repertoire first = repertoires.get(0);
        if (repertoires.size() == 1 && first.wide() && first.offset() == 0) {
            return new String(bytes, first.charset());
        }
        StringBuilder text = new StringBuilder(bytes.length);
        Repertoire low = first;
        Repertoire high = first;
        int at = 0;
        while (at < bytes.length) {
            int value = bytes[at] & 0xff;
            if (value == ESCAPE) {
                String sequence = escape(bytes, at + 1);
                Repertoire selected = BY_ESCAPE.get(sequence);
                if (selected == null) {
                    text.append('\ufffd');
                    at++;
                    continue;
                }
                if (isHigh(sequence)) {
                    high = selected;
                } else {
                    low = selected;
                }
                at += 1 + sequence.length();
            } else if (isDelimiter(value, personName) && !low.wide()) {
                text.append((char) value);
                low = first;
                high = first;
                at++;
            } else {
                int end = run(bytes, at, low, personName);
                append(text, bytes, at, end, value < 0x80 ? low : high);
                at = end;
            }
        }
        return text.toString();
    }

    /** Of one half of the code table, up to an escape or a delimiter. */
    private static int run(byte[] bytes, int from, Repertoire low, boolean personName) {
        boolean highHalf = bytes[from] < 0;
        int at = from;
        while (at < bytes.length && bytes[at] < 0 == highHalf && bytes[at] != ESCAPE) {
            if (!highHalf && !low.wide() && isDelimiter(bytes[at], personName)) {
                break;
            }
            at++;
        }
        return at;
    }

    private static void append(StringBuilder text, byte[] bytes, int from, int end, Repertoire repertoire) {
        text.append(new String(bytes, from, end - from, repertoire.charset()));
    }

    private static boolean isHigh(String sequence) {
        return sequence.startsWith("-") || sequence.startsWith(")") || sequence.startsWith("$)");
    }

    private static String escape(byte[] bytes, int from) {
        for (int length = LONGEST_ESCAPE; length > 1; length--) {
            if (from + length <= bytes.length) {
                String sequence = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
                if (BY_ESCAPE.containsKey(sequence)) {
                    return sequence;
                }
            }
        }
        return "";
    }

    /** PS3.5 section 6.1.2.5.3: where the repertoire that the value began with is active again. */
    private static boolean isDelimiter(int value, boolean personName) {
        return switch (value) {
            case '\\', '\t', '\n', '\f', '\r' -> true;
            case '^', '=' -> personName;
            default -> false;
        };
    }
}
