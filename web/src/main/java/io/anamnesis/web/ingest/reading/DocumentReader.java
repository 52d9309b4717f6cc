package io.anamnesis.web.ingest.reading;

import java.io.IOException;
import java.io.InputStream;

/** Reads one format. Holds no state between inputs; used by several threads at once. */
public interface DocumentReader {
    DocumentFormat format();

    /**
     * Whether the first bytes, and nothing else, show this format. Never by a name.
     *
     * @param beginning the first bytes, decompressed: 64 KiB, or all where there are fewer
     */
    boolean recognises(byte[] beginning);

    /**
     * Reads the whole input, which is plain: gzip and zip were opened before. Blocks; closes nothing.
     *
     * @throws UnreadableInput where the input as a whole, or from some place on, can't be read
     * @throws IOException where {@code in} itself fails, or a temporary file does
     */
    void read(InputStream in, ReadingOptions options, FindingSink sink) throws IOException;
}
