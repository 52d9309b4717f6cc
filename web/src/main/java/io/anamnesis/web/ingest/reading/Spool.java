package io.anamnesis.web.ingest.reading;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An input set aside so that it can be read twice or at random: a small one in memory, a larger one in a temporary file
 * that only the process' user may read. Closing deletes it.
 */
public final class Spool implements Closeable {
    private static final int MAX_MEMORY_BYTES = 4 << 20;

    private final byte[] memory;
    private @Nullable Path file;

    private Spool(byte[] memory, @Nullable Path file) {
        this.memory = memory;
        this.file = file;
    }

    /** Takes all that is left of the stream. */
    public static Spool of(InputStream in) throws IOException {
        byte[] head = in.readNBytes(MAX_MEMORY_BYTES);
        return head.length < MAX_MEMORY_BYTES ? new Spool(head, null) : new Spool(new byte[0], toFile(head, in));
    }

    private static Path toFile(byte[] head, InputStream rest) throws IOException {
        Path path = Files.createTempFile("anamnesis-", ".part");
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(path)) {
            out.write(head);
            rest.transferTo(out);
            whole = true;
            return path;
        } finally {
            if (!whole) {
                Files.delete(path);
            }
        }
    }

    /** From the first byte. */
    public InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(memory) : Files.newInputStream(file);
    }

    /** The input as a file, for a library that reads at random. */
    public Path file() throws IOException {
        if (file == null) {
            file = toFile(memory, InputStream.nullInputStream());
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
