package io.anamnesis.web.model.folder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Folders as they are sent. */
public final class Zips {
    private Zips() {}

    /**
     * A zip.
     *
     * @param files name, then content, and so on; a name that ends in {@code .gz} is packed
     */
    public static byte[] of(String... files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < files.length; i += 2) {
                zip.putNextEntry(new ZipEntry(files[i]));
                byte[] plain = files[i + 1].getBytes(StandardCharsets.UTF_8);
                zip.write(files[i].endsWith(".gz") ? gzip(plain) : plain);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(plain);
        }
        return bytes.toByteArray();
    }

    /** Ten patients of each of two classes, {@code p-00} to {@code p-19}. */
    public static String classes() {
        StringBuilder text = new StringBuilder("id,class\n");
        for (int i = 0; i < 20; i++) {
            text.append("p-%02d,%s\n".formatted(i, i % 2 == 0 ? "low" : "high"));
        }
        return text.toString();
    }

    /** The same patients, of whom every second one had the event. */
    public static String times() {
        StringBuilder text = new StringBuilder("id,time,event\n");
        for (int i = 0; i < 20; i++) {
            text.append("p-%02d,%d,%d\n".formatted(i, 10 * i, i % 2));
        }
        return text.toString();
    }

    /** A number of each but the last. */
    public static String numbers(String column) {
        StringBuilder text = new StringBuilder("id," + column + "\n");
        for (int i = 0; i < 19; i++) {
            text.append("p-%02d,%d.5\n".formatted(i, i));
        }
        return text.toString();
    }
}
