package io.anamnesis.web.model.folder;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.anamnesis.protocol.model.TrainingFolder;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of one file with their lines, read as they come; its hash is known at the end. Closes nothing. */
final class CsvFile {
    private static final int MOST_NAME_CHARS = 200;

    private final String name;
    private final DigestInputStream content;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> header;
    private final long headerLine;
    private int rows;
    private String sha256 = "";

    /** A row, as wide as the header. */
    record Row(long line, List<String> cells) {}

    /** Reads the header. */
    CsvFile(String name, InputStream plain) throws FolderFault, IOException {
        this.name = name;
        this.content = new DigestInputStream(plain, sha256());
        this.records = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(new InputStreamReader(content, StandardCharsets.UTF_8.newDecoder()))
                .iterator();
        CsvRecord first = record();
        if (first == null) {
            throw FolderFault.of(name, "the file is empty, a header is expected");
        }
        this.headerLine = first.getStartingLineNumber();
        this.header = names(first.getFields());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private List<String> names(List<String> cells) throws FolderFault {
        List<String> names =
                cells.stream().map(cell -> cell.replace("\uFEFF", "").strip()).toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String each = names.get(i);
            if (each.isEmpty()
                    || each.length() > MOST_NAME_CHARS
                    || each.chars().anyMatch(Character::isISOControl)) {
                throw FolderFault.at(
                        name,
                        headerLine,
                        "the name of column " + (i + 1) + " is expected to have 1 to " + MOST_NAME_CHARS
                                + " characters that can be seen");
            }
            if (!seen.add(each)) {
                throw FolderFault.at(name, headerLine, each, "there are two columns of this name");
            }
        }
        return names;
    }

    String name() {
        return name;
    }

    List<String> header() {
        return header;
    }

    /** In which line the header stands. */
    long headerLine() {
        return headerLine;
    }

    /** Where a column is; -1 where there is none. */
    int column(String wanted) {
        return header.indexOf(wanted);
    }

    /** The next row; null at the end. */
    @Nullable
    Row next() throws FolderFault, IOException {
        CsvRecord record = record();
        if (record == null) {
            content.transferTo(OutputStream.nullOutputStream());
            sha256 = HexFormat.of().formatHex(content.getMessageDigest().digest());
            return null;
        }
        rows++;
        if (record.getFieldCount() != header.size()) {
            throw FolderFault.at(
                    name,
                    record.getStartingLineNumber(),
                    "the header has " + header.size() + " cells and this line " + record.getFieldCount()
                            + (record.getFieldCount() < header.size()
                                    ? "; a quote that is not closed would take what follows along"
                                    : ""));
        }
        return new Row(record.getStartingLineNumber(), record.getFields());
    }

    private @Nullable CsvRecord record() throws FolderFault, IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException | UncheckedIOException e) {
            throw fault(e);
        }
    }

    /** The parser wraps what its input throws, of the first record once more than of others. */
    private FolderFault fault(RuntimeException thrown) throws IOException {
        for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableInput unreadable) {
                throw unreadable;
            }
            if (cause instanceof CharacterCodingException) {
                return FolderFault.of(name, "after about " + rows + " rows it is not UTF-8");
            }
            if (cause instanceof IOException) {
                throw new IOException("the body failed", cause);
            }
        }
        return FolderFault.of(
                name, "after " + rows + " rows it can't be read as CSV, such as for a cell without an end");
    }

    /** What was read, once {@link #next} has come to its end. */
    TrainingFolder.Source source(int strangers) {
        return new TrainingFolder.Source(name, sha256, rows, strangers);
    }
}
