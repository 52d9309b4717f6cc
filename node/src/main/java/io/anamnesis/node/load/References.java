package io.anamnesis.node.load;

import io.anamnesis.web.ingest.genomic.vcf.FastaReference;
import io.anamnesis.web.ingest.genomic.vcf.ReferenceSequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reference genomes of a load: each is opened when the first file asks for it. Not thread-safe. */
final class References implements AutoCloseable {
    private final Map<String, Path> files;
    private final Map<String, FastaReference> open = new HashMap<>();

    /** @param files by the usual name of the assembly, such as {@code GRCh38} */
    References(Map<String, Path> files) {
        this.files = files;
    }

    /**
     * The sequence of an assembly, or null where none was given.
     *
     * @throws UncheckedIOException where its file can't be read
     */
    @Nullable
    ReferenceSequence of(String assembly) {
        Path file = files.get(assembly);
        if (file == null) {
            return null;
        }
        return open.computeIfAbsent(assembly, name -> {
            try {
                return FastaReference.open(file);
            } catch (IOException e) {
                throw new UncheckedIOException("the reference " + file + " can't be read: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public void close() throws IOException {
        for (FastaReference each : open.values()) {
            each.close();
        }
    }
}
