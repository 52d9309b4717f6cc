package io.anamnesis.web.ingest.foreign;

import io.anamnesis.protocol.testing.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Files of the shared data, opened. */
final class Archive {
    private Archive() {}

    /** The files of a zip, by name. */
    static Map<String, byte[]> files(String path) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(SharedData.file(path).toFile());
                Stream<? extends ZipEntry> entries = zip.stream()) {
            for (ZipEntry entry : entries.filter(one -> !one.isDirectory()).toList()) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    /** The first 64 KiB of a file, out of gzip where it is that. */
    static byte[] beginning(String path) throws IOException {
        byte[] all = Files.readAllBytes(SharedData.file(path));
        boolean gzip = (all[0] & 0xff) == 0x1f && (all[1] & 0xff) == 0x8b;
        try (InputStream in =
                gzip ? new GZIPInputStream(new ByteArrayInputStream(all)) : new ByteArrayInputStream(all)) {
            return in.readNBytes(64 << 10);
        }
    }
}
