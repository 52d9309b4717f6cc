package io.anamnesis.web.ingest.genomic.vcf;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A field of INFO or FORMAT.
 *
 * @param number a count, {@code A} (one per alternate allele), {@code R} (one per allele), {@code G} (one per genotype), or
 *     {@code .}
 * @param type Integer, Float, Flag, Character or String
 * @param description as the header gives it; empty for reserved fields
 */
public record FieldDefinition(String id, String number, String type, String description) {
    private static final Map<String, FieldDefinition> INFO = table(
            "AA 1 String;AC A Integer;AD R Integer;ADF R Integer;ADR R Integer;AF A Float;AN 1 Integer;BQ 1 Float;CIGAR A String;"
                    + "DB 0 Flag;DP 1 Integer;END 1 Integer;H2 0 Flag;H3 0 Flag;MQ 1 Float;MQ0 1 Integer;NS 1 Integer;"
                    + "SB . String;SOMATIC 0 Flag;VALIDATED 0 Flag;1000G 0 Flag");
    private static final Map<String, FieldDefinition> FORMAT = table(
            "AD R Integer;ADF R Integer;ADR R Integer;DP 1 Integer;EC A Integer;FT 1 String;GL G Float;GP G Float;"
                    + "GQ 1 Integer;GT 1 String;HQ 2 Integer;MQ 1 Integer;PL G Integer;PQ 1 Integer;PS 1 Integer");

    private static Map<String, FieldDefinition> table(String text) {
        return java.util.Arrays.stream(text.split(";", -1))
                .map(row -> row.split(" ", -1))
                .map(cells -> new FieldDefinition(cells[0], cells[1], cells[2], ""))
                .collect(java.util.stream.Collectors.toUnmodifiableMap(FieldDefinition::id, field -> field));
    }

    /** What the specification says of an INFO key, or null. */
    static @Nullable FieldDefinition reservedInfo(String id) {
        return INFO.get(id);
    }

    /** What the specification says of a FORMAT key, or null. */
    static @Nullable FieldDefinition reservedFormat(String id) {
        return FORMAT.get(id);
    }

    /** How many values there must be, or -1 where any number may stand. */
    int values(int alternates, int ploidy) {
        return switch (number) {
            case "A" -> alternates;
            case "R" -> alternates + 1;
            case "G" -> (int) Math.min(Integer.MAX_VALUE, genotypes(alternates + 1, ploidy));
            case "." -> -1;
            default -> fixed();
        };
    }

    private int fixed() {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Unordered choices of {@code ploidy} out of {@code alleles} with repetition. */
    static long genotypes(int alleles, int ploidy) {
        long result = 1;
        for (int i = 1; i <= ploidy; i++) {
            result = result * (alleles + i - 1) / i;
        }
        return result;
    }

    /** Whether one value may stand where this field does: a dot always may. */
    boolean admits(String text, int from, int to) {
        if (to - from == 1 && text.charAt(from) == '.') {
            return true;
        }
        return switch (type) {
            case "Integer" -> isInteger(text, from, to);
            case "Float" -> isFloat(text, from, to);
            case "Character" -> to - from == 1 || (to > from && text.charAt(from) == '%');
            default -> to > from;
        };
    }

    /** VCF keeps the eight lowest 32-bit numbers for BCF's marks. */
    private static boolean isInteger(String text, int from, int to) {
        int start = from < to && (text.charAt(from) == '-' || text.charAt(from) == '+') ? from + 1 : from;
        if (start == to || to - start > 10) {
            return false;
        }
        long value = 0;
        for (int i = start; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        return text.charAt(from) == '-' ? -value >= Integer.MIN_VALUE + 8L : value <= Integer.MAX_VALUE;
    }

    private static boolean isFloat(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return Numbers.isNotFinite(text.substring(from, to));
            }
        }
        return to > from && Numbers.parses(text, from, to);
    }
}
