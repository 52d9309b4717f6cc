package io.anamnesis.web.ingest.clinical;

import io.anamnesis.web.ingest.reading.Spool;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads pieces of a spool one after another, forward only. */
final class Slices implements Closeable {
    private final InputStream in;
    private long position;

    Slices(Spool spool) throws IOException {
        this.in = spool.open();
    }

    byte[] read(long start, int length) throws IOException {
        in.skipNBytes(start - position);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the spool is shorter than when it was written");
        }
        position = start + length;
        return bytes;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
