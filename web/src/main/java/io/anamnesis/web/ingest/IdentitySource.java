package io.anamnesis.web.ingest;

import com.typesafe.config.ConfigException;
import io.anamnesis.web.ingest.note.NoteComposer;
import io.anamnesis.web.ingest.reading.DocumentIntake;
import io.anamnesis.web.ingest.reading.IdentityMap;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The identity map of uploads, out of a file that may change while the node runs, and the readers that use it. A file that has
 * become wrong leaves the map of before in use, and the log says so. Blocks; safe on any thread.
 */
final class IdentitySource {
    private static final Logger LOG = LoggerFactory.getLogger(IdentitySource.class);

    private final @Nullable Path file;
    private final NoteComposer composer;
    private final long maxBytes;
    private State current;

    private record State(String stamp, IdentityMap map, DocumentIntake intake) {}

    /**
     * Reads the file.
     *
     * @param path empty for no map
     * @throws ConfigException where it can't be read, with the line
     */
    IdentitySource(String path, NoteComposer composer, long maxBytes) {
        this.file = path.isBlank() ? null : Path.of(path);
        this.composer = composer;
        this.maxBytes = maxBytes;
        try {
            this.current = file == null ? state("", IdentityMap.none()) : read(file);
        } catch (IOException e) {
            throw new ConfigException.BadValue("anamnesis.web.ingest.identities", path + " can't be read", e);
        } catch (UnreadableInput e) {
            throw new ConfigException.BadValue(
                    "anamnesis.web.ingest.identities", path + ", " + e.location() + ": " + e.reason(), e);
        }
    }

    /** Whom identifiers mean now, and the readers that know it. */
    record Reading(IdentityMap map, DocumentIntake intake) {}

    /** Reads the file again where it was changed. */
    synchronized Reading now() {
        if (file != null) {
            try {
                if (!stamp(file).equals(current.stamp())) {
                    current = read(file);
                    LOG.info("read the identity map again");
                }
            } catch (IOException e) {
                LOG.warn("the identity map can't be read; that of before stays in use: {}", e.toString());
            } catch (UnreadableInput e) {
                LOG.warn("the identity map is wrong at {} ({}); that of before stays in use", e.location(), e.code());
            }
        }
        return new Reading(current.map(), current.intake());
    }

    private State read(Path path) throws IOException {
        String stamp = stamp(path);
        try (InputStream in = Files.newInputStream(path)) {
            return state(stamp, IdentityMap.read(in));
        }
    }

    private State state(String stamp, IdentityMap map) {
        return new State(stamp, map, new DocumentIntake(DocumentFormats.readers(composer, map), maxBytes));
    }

    private static String stamp(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    }
}
