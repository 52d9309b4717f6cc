package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Fault;
import io.anamnesis.web.ingest.genomic.vcf.MetaLine.Malformed;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the header line by line, up to and including the one that names the columns. */
final class HeaderParser {
    static final int MAX_SAMPLES = 1_000_000;
    static final int MAX_META_LINES = 1_000_000;

    private static final Pattern VERSION = Pattern.compile("##fileformat=VCFv4\\.([0-5])");
    private static final List<String> FIXED = List.of("#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO");

    private final Refusals refusals;
    private @Nullable VcfHeader header;
    private int metaLines;

    HeaderParser(Refusals refusals) {
        this.refusals = refusals;
    }

    /** Takes a line; gives the header once the line of the columns was given, else null. */
    @Nullable
    VcfHeader line(long number, @Nullable String line) {
        if (header == null) {
            header = new VcfHeader(version(line));
            return null;
        }
        if (line == null) {
            refusals.row(number, null, Fault.INVALID_UTF_8);
            return null;
        }
        if (line.startsWith("##")) {
            if (++metaLines > MAX_META_LINES) {
                throw new UnreadableInput(
                        "header-too-long",
                        "the limit is " + MAX_META_LINES + " lines and the header has more",
                        "line " + number);
            }
            meta(header, number, line);
            return null;
        }
        if (line.startsWith("#")) {
            columns(header, number, line);
            return header;
        }
        if (line.isBlank()) {
            return null;
        }
        if (line.indexOf('\t') >= 0 && line.split("\t", 9).length >= 8) {
            throw new UnreadableInput(
                    "malformed-header", "records begin before the line that names the columns", "line " + number);
        }
        refusals.row(number, null, VcfFault.META_LINE);
        return null;
    }

    private static int version(@Nullable String line) {
        Matcher matcher = VERSION.matcher(line == null ? "" : line.stripTrailing());
        if (!matcher.matches()) {
            throw new UnreadableInput(
                    "unsupported-version", "expected ##fileformat=VCFv4.0 to VCFv4.5 in the first line", "line 1");
        }
        return Integer.parseInt(matcher.group(1));
    }

    private void meta(VcfHeader into, long number, String text) {
        try {
            MetaLine line = MetaLine.parse(text);
            Fault flaw = MetaCheck.check(line, into.minorVersion());
            if (flaw != null) {
                refusals.row(number, line.key(), flaw);
            }
            into.add(line);
        } catch (Malformed e) {
            int equals = text.indexOf('=');
            refusals.row(number, equals > 2 && equals < 64 ? text.substring(2, equals) : null, e.fault());
        }
    }

    private void columns(VcfHeader into, long number, String line) {
        String[] cells = line.split("\t", -1);
        for (int i = 0; i < FIXED.size(); i++) {
            if (i >= cells.length || !cells[i].equals(FIXED.get(i))) {
                throw new UnreadableInput("malformed-header", "expected the column " + FIXED.get(i), "line " + number);
            }
        }
        int count = cells.length;
        if (count == 9 && cells[8].isEmpty()) {
            refusals.row(number, "column 9", VcfFault.EMPTY_SAMPLE);
            into.columns(number, 8, List.of(), new int[0]);
            return;
        }
        if (count > 8 && !cells[8].equals("FORMAT")) {
            throw new UnreadableInput("malformed-header", "expected the column FORMAT", "line " + number);
        }
        if (count == 9) {
            refusals.row(number, "FORMAT", VcfFault.FORMAT_ALONE);
        }
        if (count - 9 > MAX_SAMPLES) {
            throw new UnreadableInput(
                    "too-many-samples",
                    "the limit is " + MAX_SAMPLES + " samples, here " + (count - 9),
                    "line " + number);
        }
        samples(into, number, cells);
    }

    private void samples(VcfHeader into, long number, String[] cells) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int[] places = new int[Math.max(0, cells.length - 9)];
        for (int i = 9; i < cells.length; i++) {
            if (cells[i].isBlank()) {
                refusals.row(number, "column " + (i + 1), VcfFault.EMPTY_SAMPLE);
                continue;
            }
            if (!seen.add(cells[i])) {
                throw new UnreadableInput(
                        "duplicate-sample", "two columns have the name of one sample", "line " + number);
            }
            places[names.size()] = i;
            names.add(cells[i]);
        }
        into.columns(number, cells.length, names, java.util.Arrays.copyOf(places, names.size()));
    }

    /** Where the input ends before the columns were named. */
    UnreadableInput unfinished(long number) {
        return header == null
                ? new UnreadableInput("empty-input", "the input is empty", "input")
                : new UnreadableInput(
                        "malformed-header", "the input ends before the line that names the columns", "line " + number);
    }
}
