package io.anamnesis.web.ingest.genomic;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Files that belong together, such as a study: named, and each may be opened several times. */
public interface FileSet extends Closeable {
    /** The most files of a set that are looked at. */
    int MAX_FILES = 10_000;

    /** Names, with {@code /} between folders, sorted. A compressed file has the name without {@code .gz}. */
    Set<String> names();

    /**
     * The plain content of a file, bounded in bytes and inflation.
     *
     * @param name one of {@link #names}
     */
    InputStream open(String name) throws IOException;
}
