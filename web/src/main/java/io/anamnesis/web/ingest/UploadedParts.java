package io.anamnesis.web.ingest;

import io.anamnesis.web.ingest.reading.BoundedInput;
import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * How the body of an upload in parts is opened.
 *
 * @param gzip whether the connection brings it compressed
 * @param maxBytes the most bytes, as received and after decompression
 */
record UploadedParts(boolean gzip, long maxBytes) {
    InputStream open(InputStream in) throws IOException {
        BoundedInput received = BoundedInput.source(in, maxBytes);
        if (!gzip) {
            return received;
        }
        try {
            return BoundedInput.inflated(new GZIPInputStream(received, 8192), maxBytes, received::count);
        } catch (ZipException e) {
            throw new UnreadableInput("malformed-archive", "the compressed data have no valid header", "input");
        }
    }
}
