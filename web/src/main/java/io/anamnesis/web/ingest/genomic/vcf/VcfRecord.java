package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.ByteWords;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of records, checked. What was refused of it reads as absent. */
public final class VcfRecord {
    private static final String[] NO_KEYS = {};

    private final long line;
    private final String contig;
    private final long position;
    private final String id;
    private final String reference;
    private final List<String> alternates;
    private final @Nullable Double quality;
    private final String filter;
    private String info = ".";
    private int[] infoSpans = new int[0];
    private int infoCount;
    private String[] formatKeys = NO_KEYS;
    private @Nullable String text;
    private byte[] row = {};
    private int[] sampleStarts = new int[0];
    private Genotype.Kind[] kinds = new Genotype.Kind[0];
    private @Nullable BitSet refusedFields;

    VcfRecord(
            long line,
            String contig,
            long position,
            String id,
            String reference,
            List<String> alternates,
            @Nullable Double quality,
            String filter) {
        this.line = line;
        this.contig = contig;
        this.position = position;
        this.id = id;
        this.reference = reference;
        this.alternates = alternates;
        this.quality = quality;
        this.filter = filter;
    }

    /** Where it stands in the input, from 1; in BCF the record's number. */
    public long line() {
        return line;
    }

    /** As the source names it. */
    public String contig() {
        return contig;
    }

    /** 1-based; 0 is the telomere. */
    public long position() {
        return position;
    }

    /** Semicolon-separated identifiers, or a dot. */
    public String id() {
        return id;
    }

    /** The reference allele. */
    public String reference() {
        return reference;
    }

    /** Alternate alleles: bases, symbols and breakends alike; empty where the source has a dot. */
    public List<String> alternates() {
        return alternates;
    }

    /** Phred-scaled; null where absent or not finite. */
    public @Nullable Double quality() {
        return quality;
    }

    /** {@code PASS}, a dot where filters were not applied, or the names of the filters that it failed. */
    public String filter() {
        return filter;
    }

    /** The raw value of an INFO key; empty for a flag; null where absent. */
    public @Nullable String info(String key) {
        for (int i = 0; i < infoCount; i++) {
            int from = infoSpans[3 * i];
            if (infoSpans[3 * i + 1] - from == key.length() && info.startsWith(key, from)) {
                return info.substring(Math.min(infoSpans[3 * i + 1] + 1, infoSpans[3 * i + 2]), infoSpans[3 * i + 2]);
            }
        }
        return null;
    }

    /** The INFO keys in their order. */
    public List<String> infoKeys() {
        String[] keys = new String[infoCount];
        for (int i = 0; i < infoCount; i++) {
            keys[i] = info.substring(infoSpans[3 * i], infoSpans[3 * i + 1]);
        }
        return List.of(keys);
    }

    /** The FORMAT keys in their order. */
    public List<String> formatKeys() {
        return List.of(formatKeys);
    }

    /** Samples of the header. */
    public int samples() {
        return kinds.length;
    }

    /** Whether the sample carries an alternate allele of any kind. */
    public boolean isCarrier(int sample) {
        return kinds[sample] == Genotype.Kind.CARRIER;
    }

    Genotype.Kind kind(int sample) {
        return kinds[sample];
    }

    /** The raw value of a FORMAT key of a sample; null where absent or refused. */
    public @Nullable String sample(int sample, String key) {
        int at = key(key);
        return at < 0 ? null : sample(sample, at);
    }

    private @Nullable String sample(int sample, int key) {
        int at = start(sample, key);
        return at < 0 ? null : text(at, ByteWords.find(row, ':', at, sampleEnd(sample)));
    }

    /** Where a sample's field begins; -1 where it is absent or refused. */
    private int start(int sample, int key) {
        if (refusedFields != null && refusedFields.get(sample * formatKeys.length + key)) {
            return -1;
        }
        int end = sampleEnd(sample);
        int at = sampleStarts[2 * sample];
        for (int i = 0; i < key; i++) {
            while (at < end && row[at] != ':') {
                at++;
            }
            if (at == end) {
                return -1;
            }
            at++;
        }
        return at;
    }

    /** A part of the line. */
    String text(int from, int to) {
        return text == null ? new String(row, from, to - from, StandardCharsets.US_ASCII) : text.substring(from, to);
    }

    /** The place of a FORMAT key; -1 where there is none. */
    int key(String name) {
        for (int i = 0; i < formatKeys.length; i++) {
            if (formatKeys[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Reads the whole numbers of a sample's field, -1 for each that is none.
     *
     * @param key its place
     * @param numbers takes them
     * @return false where the field is absent or refused, or holds another number of values
     */
    boolean numbers(int sample, int key, int[] numbers) {
        int at = start(sample, key);
        if (at < 0) {
            return false;
        }
        int end = sampleEnd(sample);
        int count = 0;
        int from = at;
        int value = 0;
        for (int i = at; ; i++) {
            int c = i == end ? ':' : row[i];
            if (c >= '0' && c <= '9' && value >= 0 && i - from < 9) {
                value = value * 10 + c - '0';
            } else if (c == ',' || c == ':') {
                if (count == numbers.length) {
                    return false;
                }
                numbers[count++] = i == from ? -1 : value;
                if (c == ':') {
                    return count == numbers.length;
                }
                from = i + 1;
                value = 0;
            } else {
                value = -1;
            }
        }
    }

    private int sampleEnd(int sample) {
        return sampleStarts[2 * sample + 1];
    }

    @Nullable
    Genotype genotype(int sample) {
        Genotype.Kind kind = kinds[sample];
        if (kind == Genotype.Kind.NONE || kind == Genotype.Kind.REFUSED) {
            return null;
        }
        int from = sampleStarts[2 * sample];
        int end = sampleEnd(sample);
        if (end - from >= 3 && (end - from == 3 || row[from + 3] == ':')) {
            Genotype usual = Genotype.usual(row[from], row[from + 1], row[from + 2]);
            if (usual != null) {
                return usual;
            }
        }
        String gt = sample(sample, 0);
        return gt == null ? null : Genotype.parse(gt);
    }

    void info(String newInfo, int[] spans, int count) {
        info = newInfo;
        infoSpans = Arrays.copyOf(spans, 3 * count);
        infoCount = count;
    }

    /**
     * What samples are taken from.
     *
     * @param bytes one for each character; a question mark for those beyond Latin-1
     * @param newText the same as text; null where all is ASCII
     */
    void row(byte[] bytes, @Nullable String newText) {
        row = bytes;
        text = newText;
    }

    void samples(String[] keys, int[] starts, Genotype.Kind[] newKinds) {
        formatKeys = keys;
        sampleStarts = starts;
        kinds = newKinds;
    }

    void refuse(int sample, int key) {
        if (refusedFields == null) {
            refusedFields = new BitSet();
        }
        refusedFields.set(sample * formatKeys.length + key);
    }

    /** Says where, never what. */
    @Override
    public String toString() {
        return "VcfRecord[line " + line + "]";
    }
}
