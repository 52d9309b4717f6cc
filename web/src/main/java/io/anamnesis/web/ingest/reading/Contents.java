package io.anamnesis.web.ingest.reading;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Opens what documents are wrapped in: gzip (BGZF is gzip of many members), zip, and gzip within zip. What lies in one
 * archive shares one limit of bytes. A workbook is a zip and stays one.
 */
public final class Contents {
    /** The most entries of an archive. */
    public static final int MAX_ENTRIES = 100_000;

    /** Takes the documents in the order of the archive, on the calling thread. */
    public interface Visitor {
        /** A document; what is not read of it is skipped. */
        void document(Content content) throws IOException;

        /** A document that can't be opened; the next one may be fine. */
        void unreadable(@Nullable String entry, UnreadableInput why) throws IOException;
    }

    private final long maxBytes;
    private final Visitor visitor;
    private long spentBytes;

    private Contents(long maxBytes, Visitor visitor) {
        this.maxBytes = maxBytes;
        this.visitor = visitor;
    }

    /**
     * Visits every document of the input. Blocks; closes nothing.
     *
     * @param maxBytes the most bytes, both as received and after decompression
     * @throws UnreadableInput where the input itself can't be opened, or not any further
     * @throws IOException where {@code in} fails
     */
    public static void visit(InputStream in, long maxBytes, Visitor visitor) throws IOException {
        try {
            new Contents(maxBytes, visitor).open(null, BoundedInput.source(in, maxBytes), true);
        } catch (SourceFailure e) {
            throw e.failure();
        }
    }

    private void open(@Nullable String entry, BoundedInput in, boolean outermost) throws IOException {
        byte[] beginning = in.readNBytes(Content.BEGINNING_BYTES);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(beginning), in);
        if (isGzip(beginning)) {
            gzip(entry, whole, in, outermost);
        } else if (isArchive(beginning)) {
            if (!outermost) {
                // there are archives that contain themselves
                throw new UnreadableInput("nested-archive", "an archive within an archive is not opened", "input");
            }
            archive(whole, in);
        } else {
            visitor.document(new Content(entry, beginning, whole));
        }
    }

    private void gzip(@Nullable String entry, InputStream compressed, BoundedInput counted, boolean outermost)
            throws IOException {
        BoundedInput content = BoundedInput.inflated(opened(compressed), remaining(), counted::count);
        byte[] beginning = content.readNBytes(Content.BEGINNING_BYTES);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(beginning), content);
        try {
            if (isGzip(beginning) || (isArchive(beginning) && !outermost)) {
                throw new UnreadableInput("nested-archive", "an archive within an archive is not opened", "input");
            }
            if (isArchive(beginning)) {
                archive(whole, content);
            } else {
                visitor.document(new Content(entry, beginning, whole));
            }
        } finally {
            spentBytes += content.count();
        }
    }

    private static GZIPInputStream opened(InputStream compressed) throws IOException {
        try {
            return new GZIPInputStream(compressed, 8192);
        } catch (SourceFailure e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableInput("malformed-archive", "the compressed data have no valid header", "input");
        }
    }

    /** What is left of the limit: many compressed documents in one archive must not each use the whole of it. */
    private long remaining() {
        return Math.max(1, maxBytes - spentBytes);
    }

    private void archive(InputStream compressed, BoundedInput counted) throws IOException {
        // names in any encoding: bytes come through as they are, see nameOf
        ZipInputStream zip = new ZipInputStream(new BufferedInputStream(compressed), StandardCharsets.ISO_8859_1);
        BoundedInput bounded = BoundedInput.inflated(zip, maxBytes, counted::count);
        int number = 0;
        for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
            number++;
            if (number > MAX_ENTRIES) {
                throw new UnreadableInput(
                        "too-many-entries", "an archive has at most " + MAX_ENTRIES + " entries", "entry " + number);
            }
            if (!entry.isDirectory()) {
                entry(nameOf(entry), bounded);
            }
        }
        if (number == 0) {
            throw new UnreadableInput("malformed-archive", "the archive has no entry that can be read", "input");
        }
    }

    private void entry(String name, BoundedInput in) throws IOException {
        try {
            open(name, in, false);
        } catch (UnreadableInput e) {
            visitor.unreadable(name, e);
            if (e.code().equals("zip-bomb")
                    || e.code().equals("too-large")
                    || e.code().equals("malformed-archive")) {
                throw e; // the rest of the archive can't be reached, or would cost too much
            }
        }
    }

    private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (SourceFailure e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableInput("malformed-archive", "the archive is damaged or encrypted", "input");
        }
    }

    /** The entry's name, as UTF-8 where it is that, whatever the archive says. */
    private static String nameOf(ZipEntry entry) {
        String name = entry.getName();
        if (name.chars().anyMatch(c -> c > 0xff)) {
            return name;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return name; // some older code page; what it shows is wrong in the accents only
        }
    }

    private static boolean isGzip(byte[] beginning) {
        return beginning.length > 2 && (beginning[0] & 0xff) == 0x1f && (beginning[1] & 0xff) == 0x8b;
    }

    private static boolean isArchive(byte[] beginning) {
        return beginning.length >= 30
                && beginning[0] == 'P'
                && beginning[1] == 'K'
                && beginning[2] == 3
                && beginning[3] == 4
                && !isWorkbook(beginning);
    }

    /** Whether its first entry is a part of an Office document. */
    private static boolean isWorkbook(byte[] beginning) {
        int nameLength = (beginning[26] & 0xff) | (beginning[27] & 0xff) << 8;
        String name =
                new String(beginning, 30, Math.min(nameLength, beginning.length - 30), StandardCharsets.ISO_8859_1);
        return name.equals("[Content_Types].xml")
                || name.startsWith("_rels/")
                || name.startsWith("docProps/")
                || name.startsWith("xl/");
    }
}
