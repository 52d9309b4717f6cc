package io.anamnesis.web.ingest.wearable;

import io.anamnesis.web.ingest.reading.BoundedInput;
import io.anamnesis.web.ingest.reading.SourceFailure;
import io.anamnesis.web.ingest.reading.Spool;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Opens what an input is wrapped in, finds the reader, and makes the passes that it needs. */
final class Intake {
    /** The name under which the report of an archive stands. */
    static final String ARCHIVE = "zip";

    private static final int MAX_ENTRIES = 10_000;

    private final List<FormatReader> readers;
    private final ReadOptions options;
    private final Tally tally;
    private long spentBytes;

    Intake(List<FormatReader> readers, ReadOptions options, Tally tally) {
        this.readers = readers;
        this.options = options;
        this.tally = tally;
    }

    /** Reads the input; returns the name of its format. */
    String read(InputStream in, @Nullable FormatReader given) throws IOException {
        try {
            return unwrapped(BoundedInput.source(in, options.maxBytes()), given, Wrapping.NONE);
        } catch (SourceFailure e) {
            throw e.failure();
        }
    }

    private String unwrapped(BoundedInput in, @Nullable FormatReader given, Wrapping within) throws IOException {
        Opening opening = new Opening(in.readNBytes(Opening.MAX_BYTES));
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(opening.bytes()), in);
        boolean gzip = opening.startsWith(0x1f, 0x8b);
        boolean zip = opening.startsWith('P', 'K', 3, 4) && !opening.isWorkbook();
        if ((gzip && within == Wrapping.GZIP) || (zip && within != Wrapping.NONE)) {
            // there are files that contain themselves
            throw new UnreadableInput("nested-archive", "an archive within an archive is not opened", "input");
        }
        if (gzip) {
            return inflated(whole, in, given);
        }
        if (zip) {
            return archive(whole, in, given);
        }
        return plain(opening, whole, given);
    }

    private String inflated(InputStream compressed, BoundedInput counted, @Nullable FormatReader given)
            throws IOException {
        try (GZIPInputStream gzip = opened(compressed)) {
            BoundedInput content = BoundedInput.inflated(gzip, remainingBytes(), counted::count);
            try {
                return unwrapped(content, given, Wrapping.GZIP);
            } finally {
                spentBytes += content.count();
            }
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

    /** What is left of the limit: many compressed files in one archive must not each use the whole of it. */
    private long remainingBytes() {
        return Math.max(1, options.maxBytes() - spentBytes);
    }

    private String archive(InputStream compressed, BoundedInput counted, @Nullable FormatReader given)
            throws IOException {
        // names are never shown, so any single-byte charset spares us failures over their spelling
        try (ZipInputStream zip =
                new ZipInputStream(new BufferedInputStream(compressed), StandardCharsets.ISO_8859_1)) {
            entries(zip, BoundedInput.inflated(zip, options.maxBytes(), counted::count), given);
        }
        return ARCHIVE;
    }

    private void entries(ZipInputStream zip, BoundedInput content, @Nullable FormatReader given) throws IOException {
        int number = 0;
        int read = 0;
        for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
            number++;
            if (number > MAX_ENTRIES) {
                throw new UnreadableInput(
                        "zip-bomb", "the limit is " + MAX_ENTRIES + " entries and the archive has more", "input");
            }
            if (!entry.isDirectory() && !isResourceFork(entry.getName())) {
                entry(content, given, number);
                read++;
            }
            // the archive would pass over the rest of an entry uncounted, and a bomb has a very long rest
            content.transferTo(OutputStream.nullOutputStream());
        }
        if (read == 0) {
            throw new UnreadableInput("no-wearable-measurements", "the archive has no files", "input");
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

    /** What one system's archiver adds beside every file. */
    private static boolean isResourceFork(String name) {
        return name.startsWith("__MACOSX/") || name.toLowerCase(Locale.ROOT).endsWith(".ds_store");
    }

    /** An entry that can't be read as a whole is one refused row; the next entry is read as usual. */
    private void entry(BoundedInput content, @Nullable FormatReader given, int number) throws IOException {
        tally.within("entry " + number);
        try {
            unwrapped(content, given, Wrapping.ARCHIVE);
        } catch (UnreadableInput e) {
            if (e.code().equals("zip-bomb") || e.code().equals("too-large")) {
                throw e;
            }
            tally.refuseRow(1, e.location(), new Fault(e.code(), e.reason()));
        } finally {
            tally.within(null);
        }
    }

    private String plain(Opening opening, InputStream in, @Nullable FormatReader given) throws IOException {
        if (opening.bytes().length == 0) {
            throw new UnreadableInput("empty-input", "the input has no bytes", "input");
        }
        if (opening.startsWith(0xff, 0xfe) || opening.startsWith(0xfe, 0xff)) {
            throw new UnreadableInput("unsupported-encoding", "expected UTF-8; the input is UTF-16", "input");
        }
        FormatReader reader = given != null ? given : recognised(opening);
        DateOrder order = options.dateOrder() == null ? reader.documentedOrder() : options.dateOrder();
        if (order == null && opening.hasYearLastDate()) {
            twice(reader, opening, in);
        } else {
            reader.read(opening, in, new Pass(options, tally, order, null));
        }
        return reader.format().name();
    }

    /** Looks at every date of the input first, for only the whole file can prove which number is the day. */
    private void twice(FormatReader reader, Opening opening, InputStream in) throws IOException {
        DateOrderCensus census = new DateOrderCensus();
        try (Spool spool = Spool.of(in)) {
            try (InputStream first = spool.open()) {
                reader.read(opening, first, new Pass(options, Tally.silent(), null, census));
            }
            try (InputStream second = spool.open()) {
                reader.read(opening, second, new Pass(options, tally, census.verdict(), null));
            }
        }
    }

    private FormatReader recognised(Opening opening) {
        for (FormatReader reader : readers) {
            if (reader.recognises(opening)) {
                return reader;
            }
        }
        if (opening.isTable()) {
            throw new UnreadableInput(
                    "no-wearable-measurements",
                    "a table whose columns hold no measurement of a wearable with its time",
                    "input");
        }
        throw new UnreadableInput("unrecognised-format", "none of the known formats", "input");
    }

    /** What the content at hand lay in. */
    private enum Wrapping {
        NONE,
        ARCHIVE,
        GZIP
    }
}
