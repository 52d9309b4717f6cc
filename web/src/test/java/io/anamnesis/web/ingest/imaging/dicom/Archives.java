package io.anamnesis.web.ingest.imaging.dicom;

import io.anamnesis.protocol.testing.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The DICOM files of the shared data, by archive and name. */
public final class Archives {
    private static final Map<String, Map<String, byte[]>> READ = new TreeMap<>();

    private Archives() {}

    /** The files of one archive by name. */
    public static synchronized Map<String, byte[]> of(String archive) {
        return READ.computeIfAbsent(archive, Archives::unzipped);
    }

    public static byte[] file(String archive, String name) {
        byte[] bytes = of(archive).get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("no " + name + " in " + archive);
        }
        return bytes;
    }

    public static DicomFile read(byte[] bytes) throws IOException {
        return new DicomReader(DicomLimits.HEADER).read(new ByteArrayInputStream(bytes));
    }

    public static DicomFile read(String archive, String name) throws IOException {
        return read(file(archive, name));
    }

    private static Map<String, byte[]> unzipped(String archive) {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile zip =
                new ZipFile(SharedData.file("dicom/" + archive + ".zip").toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
