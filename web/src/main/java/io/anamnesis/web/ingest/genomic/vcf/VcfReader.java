package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.Fault;
import io.anamnesis.web.ingest.genomic.TextRows;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/** Reads VCF text and BCF, record by record. */
public final class VcfReader {
    private static final int MAGIC_BYTES = 5;

    private VcfReader() {}

    /** Whether the first bytes are those of VCF text or BCF. */
    public static boolean recognises(byte[] beginning) {
        return isBcf(beginning) || startsWith(beginning, "##fileformat=VCF");
    }

    private static boolean isBcf(byte[] beginning) {
        return startsWith(beginning, "BCF") && beginning.length > 3 && beginning[3] == 2;
    }

    private static boolean startsWith(byte[] bytes, String text) {
        if (bytes.length < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads to the end. Blocks; closes nothing.
     *
     * @throws UnreadableInput where the header or the binary frame can't be read
     * @throws IOException where {@code in} fails
     */
    public static VcfReport read(InputStream in, VcfSink sink) throws IOException {
        byte[] magic = in.readNBytes(MAGIC_BYTES);
        if (isBcf(magic)) {
            return new BcfReader(magic, in, sink).read();
        }
        return readText(new SequenceInputStream(new ByteArrayInputStream(magic), in), sink);
    }

    private static VcfReport readText(InputStream in, VcfSink sink) throws IOException {
        Refusals refusals = new Refusals(sink::refused);
        TextRows rows = new TextRows(in);
        VcfHeader header = header(rows, refusals);
        sink.header(header);
        RowParser parser = new RowParser(header, refusals);
        long records = 0;
        long accepted = 0;
        while (rows.next()) {
            byte[] ascii = rows.ascii();
            VcfRecord record;
            if (ascii != null) {
                if (isBlank(ascii)) {
                    continue;
                }
                record = parser.parse(rows.number(), ascii);
            } else {
                String text = rows.text();
                if (text == null) {
                    records++;
                    refusals.row(rows.number(), null, java.util.Objects.requireNonNull(rows.fault()));
                    continue;
                }
                if (text.isBlank()) {
                    continue;
                }
                record = parser.parse(rows.number(), text);
            }
            records++;
            if (record != null) {
                accepted++;
                sink.record(record);
            }
        }
        return new VcfReport(records, accepted, refusals.byCode());
    }

    private static boolean isBlank(byte[] ascii) {
        for (byte each : ascii) {
            if (!Character.isWhitespace(each)) {
                return false;
            }
        }
        return true;
    }

    static VcfHeader header(TextRows rows, Refusals refusals) throws IOException {
        HeaderParser parser = new HeaderParser(refusals);
        while (rows.next()) {
            @Nullable String text = rows.text();
            if (text == null && Fault.LINE_TOO_LONG.equals(rows.fault())) {
                throw new UnreadableInput(
                        "header-too-long",
                        "the limit is " + TextRows.MAX_LINE_BYTES + " bytes a line and this one has more",
                        "line " + rows.number());
            }
            VcfHeader header = parser.line(rows.number(), text);
            if (header != null) {
                return header;
            }
        }
        throw parser.unfinished(rows.number());
    }
}
