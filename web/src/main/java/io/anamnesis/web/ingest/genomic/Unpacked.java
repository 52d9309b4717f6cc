package io.anamnesis.web.ingest.genomic;

import io.anamnesis.web.ingest.reading.BoundedInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Plain content of files of which some are gzip. Closing what is opened closes the file. */
final class Unpacked {
    private static final String GZIP = ".gz";

    private Unpacked() {}

    static String name(String name) {
        return name.endsWith(GZIP) ? name.substring(0, name.length() - GZIP.length()) : name;
    }

    static InputStream open(String name, InputStream file, long maxBytes) throws IOException {
        BoundedInput source = BoundedInput.source(file, maxBytes);
        try {
            return new Closing(name.endsWith(GZIP) ? gzip(source, maxBytes) : source, file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static InputStream gzip(BoundedInput source, long maxBytes) throws IOException {
        try {
            return BoundedInput.inflated(new GZIPInputStream(source, 1 << 16), maxBytes, source::count);
        } catch (ZipException | java.io.EOFException e) {
            throw new io.anamnesis.web.ingest.reading.UnreadableInput(
                    "malformed-archive", "the name says gzip and the content is not", "byte 0");
        }
    }

    private static final class Closing extends java.io.FilterInputStream {
        private final InputStream file;

        Closing(InputStream plain, InputStream file) {
            super(plain);
            this.file = file;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return in.read(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
