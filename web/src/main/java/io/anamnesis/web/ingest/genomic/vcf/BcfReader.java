package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.web.ingest.genomic.TextRows;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads BCF 2.1 and 2.2: each binary record is written as the line of VCF that it stands for and then takes the same way, so
 * that both forms obey the same rules. Lines of refusals are numbers of records.
 */
final class BcfReader {
    static final int MAX_HEADER_BYTES = 64 << 20;
    static final int MAX_RECORD_BYTES = 256 << 20;

    private final int minor;
    private final InputStream in;
    private final VcfSink sink;

    BcfReader(byte[] magic, InputStream in, VcfSink sink) {
        this.minor = magic.length > 4 ? magic[4] : 0;
        this.in = in;
        this.sink = sink;
    }

    VcfReport read() throws IOException {
        if (minor != 1 && minor != 2) {
            throw new UnreadableInput("unsupported-version", "expected BCF 2.1 or 2.2", "byte 5");
        }
        Refusals refusals = new Refusals(sink::refused);
        byte[] text = block(length(0), MAX_HEADER_BYTES, "header");
        int end = text.length;
        while (end > 0 && text[end - 1] == 0) {
            end--;
        }
        VcfHeader header = VcfReader.header(new TextRows(new ByteArrayInputStream(text, 0, end)), refusals);
        BcfDictionary dictionary = BcfDictionary.of(new String(text, 0, end, StandardCharsets.UTF_8));
        sink.header(header);
        return records(header, dictionary, refusals);
    }

    private VcfReport records(VcfHeader header, BcfDictionary dictionary, Refusals refusals) throws IOException {
        RowParser parser = new RowParser(header, refusals);
        BcfRow row = new BcfRow(dictionary, header.samples().size());
        long records = 0;
        long accepted = 0;
        for (byte[] lengths = in.readNBytes(8); lengths.length > 0; lengths = in.readNBytes(8)) {
            records++;
            if (lengths.length < 8) {
                throw truncated(records);
            }
            ByteBuffer two = ByteBuffer.wrap(lengths).order(ByteOrder.LITTLE_ENDIAN);
            long shared = Integer.toUnsignedLong(two.getInt());
            long individual = Integer.toUnsignedLong(two.getInt());
            byte[] body = block(shared + individual, MAX_RECORD_BYTES, "record " + records);
            VcfRecord record = record(parser, row, body, (int) shared, records, refusals);
            if (record != null) {
                accepted++;
                sink.record(record);
            }
        }
        return new VcfReport(records, accepted, refusals.byCode());
    }

    private static @org.jspecify.annotations.Nullable VcfRecord record(
            RowParser parser, BcfRow row, byte[] body, int shared, long number, Refusals refusals) {
        String text;
        try {
            text = row.text(body, shared);
        } catch (BcfRow.Malformed e) {
            refusals.row(number, null, VcfFault.BCF_RECORD);
            return null;
        }
        return parser.parse(number, text);
    }

    private long length(long record) throws IOException {
        byte[] bytes = in.readNBytes(4);
        if (bytes.length < 4) {
            throw truncated(record);
        }
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }

    /** Grows with what comes, not with what is declared. */
    private byte[] block(long length, int limit, String place) throws IOException {
        if (length > limit) {
            throw new UnreadableInput("too-large", "the limit is " + limit + " bytes, declared are " + length, place);
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new UnreadableInput("truncated-input", "the input ends within it", place);
        }
        return bytes;
    }

    private static UnreadableInput truncated(long record) {
        return new UnreadableInput("truncated-input", "the input ends within it", "record " + record);
    }
}
