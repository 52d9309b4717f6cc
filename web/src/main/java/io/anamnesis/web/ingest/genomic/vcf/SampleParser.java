package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Fault;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds and checks the samples' columns. All fields are checked of a sample that carries an alternate allele; of the others
 * only the genotype and the number of fields, because nothing else is taken from them.
 */
final class SampleParser {
    private final VcfHeader header;
    private final Refusals refusals;
    private final boolean leadingMark;
    private String lastFormat = "";
    private String[] lastKeys = {};
    private @Nullable FieldDefinition[] lastDefinitions = {};

    SampleParser(VcfHeader header, Refusals refusals) {
        this.header = header;
        this.refusals = refusals;
        this.leadingMark = header.minorVersion() >= 4;
    }

    /** Puts the samples into the record; false where it does not stand. */
    boolean parse(VcfRecord record, String text, String format, int from) {
        if (!format.equals(lastFormat) && !keys(record.line(), format)) {
            return false;
        }
        int samples = header.samples().size();
        int[] spans = new int[2 * samples];
        Genotype.Kind[] kinds = new Genotype.Kind[samples];
        int column = 9;
        int sample = 0;
        int at = from;
        while (true) {
            int tab = text.indexOf('\t', at);
            int end = tab < 0 ? text.length() : tab;
            if (sample < samples && header.sampleColumn(sample) == column) {
                spans[2 * sample] = at;
                spans[2 * sample + 1] = end;
                sample++;
            }
            column++;
            if (tab < 0) {
                break;
            }
            at = tab + 1;
        }
        // a column without a name at the end of the header need not be there in the rows
        if (sample < samples || column > header.columns()) {
            refusals.row(record.line(), null, VcfFault.COLUMNS);
            return false;
        }
        record.samples(text, lastKeys, spans, kinds);
        for (int i = 0; i < samples; i++) {
            kinds[i] = sample(record, text, i, spans[2 * i], spans[2 * i + 1]);
        }
        return true;
    }

    private boolean keys(long line, String format) {
        String[] keys = format.equals(".") ? new String[0] : format.split(":", -1);
        Set<String> seen = new HashSet<>();
        @Nullable FieldDefinition[] definitions = new FieldDefinition[keys.length];
        boolean flawed = false;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals("GT") && i > 0) {
                refusals.row(line, "FORMAT", VcfFault.FORMAT_ORDER);
                return false;
            }
            if (!isKey(keys[i]) || !seen.add(keys[i])) {
                refusals.field(line, "FORMAT", VcfFault.FORMAT_KEY);
                flawed = true;
                keys[i] = "";
            }
            definitions[i] = header.format(keys[i]);
        }
        lastKeys = keys;
        lastDefinitions = definitions;
        lastFormat = flawed ? "" : format;
        return true;
    }

    private static boolean isKey(String key) {
        if (key.isEmpty() || (key.charAt(0) >= '0' && key.charAt(0) <= '9')) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean word =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
            if (!word) {
                return false;
            }
        }
        return true;
    }

    private Genotype.Kind sample(VcfRecord record, String text, int sample, int from, int to) {
        String[] keys = lastKeys;
        if (from == to) {
            if (keys.length > 0 && header.minorVersion() < 5) {
                refusals.field(record.line(), place(sample), VcfFault.SAMPLE_TYPE);
            }
            return Genotype.Kind.NONE;
        }
        int fields = 1;
        int firstEnd = to;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == ':') {
                fields++;
                firstEnd = Math.min(firstEnd, i);
            }
        }
        if (fields > Math.max(1, keys.length)) {
            refusals.field(record.line(), place(sample), VcfFault.SAMPLE_FIELDS);
            return Genotype.Kind.REFUSED;
        }
        if (keys.length == 0 || !keys[0].equals("GT")) {
            return Genotype.Kind.NONE;
        }
        Genotype.Kind kind = kind(text, from, firstEnd, record.alternates().size());
        if (kind == null || kind == Genotype.Kind.REFUSED) {
            refusals.field(record.line(), place(sample), kind == null ? VcfFault.GENOTYPE_ALLELE : VcfFault.GENOTYPE);
            return Genotype.Kind.REFUSED;
        }
        if (kind == Genotype.Kind.CARRIER) {
            fields(record, text, sample, from, to);
        }
        return kind;
    }

    private Genotype.@Nullable Kind kind(String text, int from, int to, int alternates) {
        if (to - from == 3) {
            char first = text.charAt(from);
            char mark = text.charAt(from + 1);
            if ((mark == '/' || mark == '|') && first == text.charAt(from + 2)) {
                if (first == '0') {
                    return Genotype.Kind.REFERENCE;
                }
                if (first == '.') {
                    return Genotype.Kind.MISSING;
                }
            }
        }
        return Genotype.kind(text, from, to, alternates, leadingMark);
    }

    private static String place(int sample) {
        return "sample " + (sample + 1);
    }

    private void fields(VcfRecord record, String text, int sample, int from, int to) {
        int ploidy = ploidy(text, from, to);
        int at = from;
        for (int key = 0; key < lastKeys.length && at <= to; key++) {
            int end = find(text, ':', at, to);
            FieldDefinition definition = lastDefinitions[key];
            if (key > 0 && definition != null) {
                Fault fault =
                        field(definition, text, at, end, record.alternates().size(), ploidy);
                if (fault != null) {
                    refusals.field(record.line(), place(sample) + " " + lastKeys[key], fault);
                    record.refuse(sample, key);
                }
            }
            at = end + 1;
        }
    }

    private static int ploidy(String text, int from, int to) {
        int copies = 1;
        for (int i = from + 1; i < to && text.charAt(i) != ':'; i++) {
            if (text.charAt(i) == '/' || text.charAt(i) == '|') {
                copies++;
            }
        }
        return copies;
    }

    /** Where a mark stands, else {@code to}; never looks beyond, as {@code indexOf} does. */
    static int find(String text, char mark, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == mark) {
                return i;
            }
        }
        return to;
    }

    private static @Nullable Fault field(
            FieldDefinition definition, String text, int from, int to, int alternates, int ploidy) {
        if (to - from <= 1 && (to == from || text.charAt(from) == '.')) {
            return null;
        }
        int values = 0;
        for (int at = from; at <= to; ) {
            int end = find(text, ',', at, to);
            if (!definition.admits(text, at, end)) {
                return VcfFault.SAMPLE_TYPE;
            }
            values++;
            at = end + 1;
        }
        int expected = definition.values(alternates, ploidy);
        return expected >= 0 && expected != values ? VcfFault.SAMPLE_COUNT : null;
    }

    @Override
    public String toString() {
        return "SampleParser" + Arrays.toString(lastKeys);
    }
}
