package io.anamnesis.web.ingest.genomic.vcf;

import io.anamnesis.protocol.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** All files of a zip among the shared data, by name. */
final class ZipFiles {
    private ZipFiles() {}

    static Map<String, byte[]> of(String path) throws IOException {
        Map<String, byte[]> result = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(SharedData.file(path)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    result.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return result;
    }
}
