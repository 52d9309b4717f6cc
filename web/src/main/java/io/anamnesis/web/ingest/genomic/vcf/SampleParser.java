package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.ByteWords;
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
    private static final long TABS = ByteWords.of('\t');
    private static final long COLONS = ByteWords.of(':');

    private final VcfHeader header;
    private final Refusals refusals;
    private final boolean leadingMark;
    private String lastFormat = "";
    private String[] lastKeys = {};
    private @Nullable FieldCheck[] lastChecks = {};
    private boolean genotyped;

    SampleParser(VcfHeader header, Refusals refusals) {
        this.header = header;
        this.refusals = refusals;
        this.leadingMark = header.minorVersion() >= 4;
    }

    /** Puts the samples into the record; false where it does not stand. */
    boolean parse(VcfRecord record, byte[] row, String format, int from) {
        if (!format.equals(lastFormat) && !keys(record.line(), format)) {
            return false;
        }
        int samples = header.samples().size();
        int[] spans = new int[2 * samples];
        int[] colons = new int[samples];
        if (!spans(row, from, spans, colons)) {
            refusals.row(record.line(), null, VcfFault.COLUMNS);
            return false;
        }
        Genotype.Kind[] kinds = new Genotype.Kind[samples];
        record.samples(lastKeys, spans, kinds);
        int alternates = record.alternates().size();
        for (int i = 0; i < samples; i++) {
            kinds[i] = sample(record, row, i, spans[2 * i], spans[2 * i + 1], colons[i] + 1, alternates);
        }
        return true;
    }

    /**
     * Finds where samples begin and end, and how many colons each has.
     *
     * @return whether the row has the columns of the header; one without a name at its end need not be there
     */
    private boolean spans(byte[] row, int from, int[] spans, int[] colons) {
        int column = 9;
        int sample = 0;
        int start = from;
        int count = 0;
        int at = from;
        for (; at + ByteWords.BYTES <= row.length; at += ByteWords.BYTES) {
            long word = ByteWords.at(row, at);
            long marks = ByteWords.equal(word, COLONS);
            for (long tabs = ByteWords.equal(word, TABS); tabs != 0; tabs &= tabs - 1) {
                long before = Long.lowestOneBit(tabs) - 1;
                count += Long.bitCount(marks & before);
                marks &= ~before;
                int end = at + ByteWords.first(tabs);
                sample = close(column, sample, start, end, count, spans, colons);
                column++;
                start = end + 1;
                count = 0;
            }
            count += Long.bitCount(marks);
        }
        for (; at < row.length; at++) {
            if (row[at] == '\t') {
                sample = close(column, sample, start, at, count, spans, colons);
                column++;
                start = at + 1;
                count = 0;
            } else if (row[at] == ':') {
                count++;
            }
        }
        sample = close(column, sample, start, row.length, count, spans, colons);
        return sample == colons.length && column < header.columns();
    }

    private int close(int column, int sample, int start, int end, int count, int[] spans, int[] colons) {
        if (sample == colons.length || header.sampleColumn(sample) != column) {
            return sample;
        }
        spans[2 * sample] = start;
        spans[2 * sample + 1] = end;
        colons[sample] = count;
        return sample + 1;
    }

    private boolean keys(long line, String format) {
        String[] keys = format.equals(".") ? new String[0] : format.split(":", -1);
        Set<String> seen = new HashSet<>();
        @Nullable FieldCheck[] checks = new FieldCheck[keys.length];
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
            FieldDefinition definition = header.format(keys[i]);
            checks[i] = definition == null ? null : FieldCheck.of(definition);
        }
        lastKeys = keys;
        lastChecks = checks;
        genotyped = keys.length > 0 && keys[0].equals("GT");
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

    private Genotype.Kind sample(
            VcfRecord record, byte[] row, int sample, int from, int to, int fields, int alternates) {
        String[] keys = lastKeys;
        if (from == to) {
            if (keys.length > 0 && header.minorVersion() < 5) {
                refusals.field(record.line(), place(sample), VcfFault.SAMPLE_TYPE);
            }
            return Genotype.Kind.NONE;
        }
        if (fields > Math.max(1, keys.length)) {
            refusals.field(record.line(), place(sample), VcfFault.SAMPLE_FIELDS);
            return Genotype.Kind.REFUSED;
        }
        if (!genotyped) {
            return Genotype.Kind.NONE;
        }
        Genotype.Kind usual = usual(row, from, to, alternates);
        if (usual != null) {
            if (usual == Genotype.Kind.CARRIER && fields > 1) {
                fields(record, row, sample, from + 4, to, 2);
            }
            return usual;
        }
        return otherwise(record, row, sample, from, to, alternates);
    }

    /** Two copies of one digit or a dot each, as nearly all genotypes are; null where it is another. */
    private static Genotype.@Nullable Kind usual(byte[] row, int from, int to, int alternates) {
        if (to - from < 3 || (to - from > 3 && row[from + 3] != ':')) {
            return null;
        }
        byte mark = row[from + 1];
        int first = copy(row[from]);
        int second = copy(row[from + 2]);
        if ((mark != '/' && mark != '|') || Math.min(first, second) < -1 || Math.max(first, second) > alternates) {
            return null;
        }
        int most = Math.max(first, second);
        return most > 0 ? Genotype.Kind.CARRIER : most == 0 ? Genotype.Kind.REFERENCE : Genotype.Kind.MISSING;
    }

    /** The allele of a digit, -1 of a dot, -2 of anything else. */
    private static int copy(byte ascii) {
        int digit = ascii - '0';
        return digit >= 0 && digit <= 9 ? digit : ascii == '.' ? -1 : -2;
    }

    private Genotype.Kind otherwise(VcfRecord record, byte[] row, int sample, int from, int to, int alternates) {
        int end = ByteWords.find(row, ':', from, to);
        String genotype = record.text(from, end);
        Genotype.Kind kind = Genotype.kind(genotype, 0, genotype.length(), alternates, leadingMark);
        if (kind == null || kind == Genotype.Kind.REFUSED) {
            refusals.field(record.line(), place(sample), kind == null ? VcfFault.GENOTYPE_ALLELE : VcfFault.GENOTYPE);
            return Genotype.Kind.REFUSED;
        }
        if (kind == Genotype.Kind.CARRIER && end < to) {
            fields(record, row, sample, end + 1, to, ploidy(genotype));
        }
        return kind;
    }

    private static String place(int sample) {
        return "sample " + (sample + 1);
    }

    /** Checks what follows the genotype. */
    private void fields(VcfRecord record, byte[] row, int sample, int from, int to, int ploidy) {
        int alternates = record.alternates().size();
        int at = from;
        for (int key = 1; key < lastKeys.length && at <= to; key++) {
            FieldCheck check = lastChecks[key];
            int end = check == null || check.type() != FieldCheck.Type.INTEGER
                    ? -1
                    : numbers(check, row, at, to, alternates, ploidy);
            if (end < 0) {
                end = ByteWords.find(row, ':', at, to);
                if (check != null) {
                    String text = record.text(at, end);
                    Fault fault = field(check, text, 0, text.length(), alternates, ploidy);
                    if (fault != null) {
                        refusals.field(record.line(), place(sample) + " " + lastKeys[key], fault);
                        record.refuse(sample, key);
                    }
                }
            }
            at = end + 1;
        }
    }

    /** The end of a field that is the right number of plain numbers, as nearly all are; else -1, and it has to be looked at closely. */
    private static int numbers(FieldCheck check, byte[] row, int from, int to, int alternates, int ploidy) {
        int values = 1;
        int digits = 0;
        int i = from;
        for (; i < to; i++) {
            byte c = row[i];
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == ',' && digits > 0 && digits < 10) {
                values++;
                digits = 0;
            } else if (c == ':') {
                break;
            } else {
                return -1;
            }
        }
        int expected = check.values(alternates, ploidy);
        return digits > 0 && digits < 10 && (expected < 0 || expected == values) ? i : -1;
    }

    private static int ploidy(String genotype) {
        int copies = 1;
        for (int i = 1; i < genotype.length(); i++) {
            if (genotype.charAt(i) == '/' || genotype.charAt(i) == '|') {
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

    private static @Nullable Fault field(FieldCheck check, String text, int from, int to, int alternates, int ploidy) {
        if (to - from <= 1 && (to == from || text.charAt(from) == '.')) {
            return null;
        }
        int values = 0;
        for (int at = from; at <= to; ) {
            int end = find(text, ',', at, to);
            if (!check.admits(text, at, end)) {
                return VcfFault.SAMPLE_TYPE;
            }
            values++;
            at = end + 1;
        }
        int expected = check.values(alternates, ploidy);
        return expected >= 0 && expected != values ? VcfFault.SAMPLE_COUNT : null;
    }

    @Override
    public String toString() {
        return "SampleParser" + Arrays.toString(lastKeys);
    }
}
