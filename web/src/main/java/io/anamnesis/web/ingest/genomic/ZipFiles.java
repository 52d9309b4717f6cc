package io.anamnesis.web.ingest.genomic;

import io.anamnesis.web.ingest.reading.BoundedInput;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files of a zip on disk. What a Mac adds to a zip ({@code __MACOSX}) is left out. */
public final class ZipFiles implements FileSet {
    private final ZipFile zip;
    private final SortedMap<String, ZipEntry> entries = new TreeMap<>();
    private final long maxBytes;

    private ZipFiles(ZipFile zip, long maxBytes) {
        this.zip = zip;
        this.maxBytes = maxBytes;
    }

    /**
     * Opens it.
     *
     * @param maxBytes of one file, plain
     * @throws UnreadableInput {@code malformed-archive}, {@code too-many-files}
     */
    public static ZipFiles of(Path file, long maxBytes) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new UnreadableInput("malformed-archive", "the zip's directory can't be read", "input");
        }
        ZipFiles result = new ZipFiles(zip, maxBytes);
        try {
            result.list();
            return result;
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private void list() {
        if (zip.size() > MAX_FILES) {
            throw new UnreadableInput(
                    "too-many-files", "the limit is " + MAX_FILES + " files, here " + zip.size(), "input");
        }
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
                entries.put(Unpacked.name(entry.getName()), entry);
            }
        }
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    @Override
    public InputStream open(String name) throws IOException {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new FileNotFoundException("no such file in the zip");
        }
        long packed = Math.max(1, entry.getCompressedSize());
        InputStream plain;
        try {
            plain = zip.getInputStream(entry);
        } catch (ZipException e) {
            throw new UnreadableInput("malformed-archive", "a file of the zip can't be read", "input");
        }
        return Unpacked.open(entry.getName(), BoundedInput.inflated(plain, maxBytes, () -> packed), maxBytes);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
