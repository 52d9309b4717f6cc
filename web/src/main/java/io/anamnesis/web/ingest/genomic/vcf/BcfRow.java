package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.TextRows;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a binary record as a line of VCF. Section 6 of the VCF specification. */
final class BcfRow {
    private static final int INT8 = 1;
    private static final int INT16 = 2;
    private static final int INT32 = 3;
    private static final int FLOAT = 5;
    private static final int CHARACTERS = 7;
    private static final int MISSING_FLOAT = 0x7F800001;
    private static final int END_FLOAT = 0x7F800002;
    private static final int MAX_TEXT = TextRows.MAX_LINE_BYTES;

    private final BcfDictionary dictionary;
    private final int samples;
    private ByteBuffer in = ByteBuffer.allocate(0);
    private int type;
    private int count;

    BcfRow(BcfDictionary dictionary, int samples) {
        this.dictionary = dictionary;
        this.samples = samples;
    }

    /** The bytes are none of a record. */
    static final class Malformed extends Exception {}

    String text(byte[] body, int shared) throws Malformed {
        in = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
        in.limit(shared);
        try {
            StringBuilder out = new StringBuilder(body.length * 2);
            int formats = shared(out);
            in.limit(body.length).position(shared);
            if (samples > 0) {
                individual(out, formats);
            }
            return out.toString();
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new Malformed();
        }
    }

    private int shared(StringBuilder out) throws Malformed {
        String contig = dictionary.contig(in.getInt());
        int position = in.getInt();
        in.getInt();
        int qualityBits = in.getInt();
        int alleleInfo = in.getInt();
        int formatSample = in.getInt();
        if (contig == null || position < -1 || (formatSample & 0xffffff) != samples) {
            throw new Malformed();
        }
        out.append(contig).append('\t').append(position + 1L).append('\t');
        string(out);
        int alleles = alleleInfo >>> 16;
        for (int i = 0; i < alleles; i++) {
            out.append(i < 2 ? '\t' : ',');
            string(out);
        }
        if (alleles < 2) {
            out.append(alleles == 0 ? "\t.\t." : "\t.");
        }
        out.append('\t').append(number(qualityBits)).append('\t');
        filters(out);
        out.append('\t');
        int infos = alleleInfo & 0xffff;
        for (int i = 0; i < infos; i++) {
            out.append(i == 0 ? "" : ";");
            info(out);
        }
        out.append(infos == 0 ? "." : "");
        return formatSample >>> 24;
    }

    private void filters(StringBuilder out) throws Malformed {
        describe();
        int filters = count;
        int width = type;
        for (int i = 0; i < filters; i++) {
            out.append(i == 0 ? "" : ";").append(name(integer(width)));
        }
        out.append(filters == 0 ? "." : "");
    }

    private void info(StringBuilder out) throws Malformed {
        out.append(name(single()));
        describe();
        if (count > 0 && type != 0) {
            StringBuilder value = new StringBuilder();
            vector(value);
            // a flag may be written as a one
            out.append('=').append(value);
        }
    }

    private void string(StringBuilder out) throws Malformed {
        describe();
        if (count == 0 || type == 0) {
            out.append('.');
            return;
        }
        if (type != CHARACTERS) {
            throw new Malformed();
        }
        characters(out);
    }

    private void individual(StringBuilder out, int formats) throws Malformed {
        StringBuilder[] columns = new StringBuilder[samples];
        for (int i = 0; i < samples; i++) {
            columns[i] = new StringBuilder();
        }
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < formats; i++) {
            String key = name(single());
            keys.append(i == 0 ? "" : ":").append(key);
            describe();
            int width = type;
            int values = count;
            for (StringBuilder column : columns) {
                column.append(i == 0 ? "" : ":");
                type = width;
                count = values;
                if (key.equals("GT")) {
                    genotype(column);
                } else {
                    vector(column);
                }
            }
        }
        out.append('\t').append(formats == 0 ? "." : keys);
        for (StringBuilder column : columns) {
            out.append('\t').append(formats == 0 ? "." : column);
            if (out.length() > MAX_TEXT) {
                throw new Malformed();
            }
        }
    }

    private void genotype(StringBuilder out) throws Malformed {
        int width = type;
        int values = count;
        boolean any = false;
        for (int i = 0; i < values; i++) {
            int value = integer(width);
            if (isEnd(width, value) || isMissing(width, value)) {
                continue;
            }
            if (any) {
                out.append((value & 1) == 1 ? '|' : '/');
            }
            any = true;
            int allele = (value >> 1) - 1;
            out.append(allele < 0 ? "." : Integer.toString(allele));
        }
        out.append(any ? "" : ".");
    }

    /** Values up to the mark of the end; a dot where there is none. */
    private void vector(StringBuilder out) throws Malformed {
        if (type == CHARACTERS) {
            characters(out);
            return;
        }
        int width = type;
        int values = count;
        int written = 0;
        for (int i = 0; i < values; i++) {
            if (width == FLOAT) {
                int bits = in.getInt();
                if (bits != END_FLOAT) {
                    out.append(written++ == 0 ? "" : ",").append(number(bits));
                }
                continue;
            }
            int value = integer(width);
            if (!isEnd(width, value)) {
                out.append(written++ == 0 ? "" : ",").append(isMissing(width, value) ? "." : Integer.toString(value));
            }
        }
        out.append(written == 0 ? "." : "");
    }

    /** BCF 2.1 writes a list of texts with a comma before each. */
    private void characters(StringBuilder out) {
        byte[] bytes = new byte[Math.min(count, in.remaining() + 1)];
        in.get(bytes);
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        int from = end > 1 && bytes[0] == ',' ? 1 : 0;
        String text = new String(bytes, from, end - from, StandardCharsets.UTF_8);
        out.append(text.isEmpty() || text.charAt(0) == 7 ? "." : text);
    }

    private void describe() throws Malformed {
        int mark = in.get() & 0xff;
        type = mark & 15;
        count = mark >> 4;
        if (count == 15) {
            count = single();
            type = mark & 15;
        }
        if (count < 0) {
            throw new Malformed();
        }
    }

    private int single() throws Malformed {
        int mark = in.get() & 0xff;
        if (mark >> 4 != 1) {
            throw new Malformed();
        }
        return integer(mark & 15);
    }

    private int integer(int width) throws Malformed {
        return switch (width) {
            case INT8 -> in.get();
            case INT16 -> in.getShort();
            case INT32 -> in.getInt();
            default -> throw new Malformed();
        };
    }

    private static int lowest(int width) {
        return width == INT8 ? Byte.MIN_VALUE : width == INT16 ? Short.MIN_VALUE : Integer.MIN_VALUE;
    }

    private static boolean isMissing(int width, int value) {
        return value == lowest(width);
    }

    private static boolean isEnd(int width, int value) {
        return value == lowest(width) + 1;
    }

    private static String number(int bits) {
        if (bits == MISSING_FLOAT || bits == END_FLOAT) {
            return ".";
        }
        float value = Float.intBitsToFloat(bits);
        return value == Math.rint(value) && Math.abs(value) < 1e7
                ? Integer.toString((int) value)
                : Float.toString(value);
    }

    private String name(int index) throws Malformed {
        String name = dictionary.name(index);
        if (name == null) {
            throw new Malformed();
        }
        return name;
    }
}
