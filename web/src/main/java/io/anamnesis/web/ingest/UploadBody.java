package io.anamnesis.web.ingest;

import io.anamnesis.web.ingest.GzipInflater.BadGzip;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** The decoded body of an upload, taken piece by piece into an array of the reader's. */
sealed interface UploadBody {
    /** The next buffer off the connection; the one before must be used up. */
    void offer(Buffer buffer);

    /**
     * Fills the target as far as there is input.
     *
     * @return bytes written; 0 where the next buffer is needed
     */
    int read(byte[] target) throws BadGzip;

    /** Whether the body may end where it is. */
    boolean complete();

    /** Gives back what it holds. */
    void close();

    static UploadBody of(boolean gzip) {
        return gzip ? new Gzip() : new Plain();
    }

    /** As it comes. */
    final class Plain implements UploadBody {
        private @Nullable Buffer buffer;
        private int position;

        @Override
        public void offer(Buffer next) {
            buffer = next;
            position = 0;
        }

        @Override
        public int read(byte[] target) {
            Buffer from = buffer;
            if (from == null) {
                return 0;
            }
            int n = Math.min(target.length, from.length() - position);
            from.getBytes(position, position + n, target);
            position += n;
            if (position == from.length()) {
                buffer = null;
            }
            return n;
        }

        @Override
        public boolean complete() {
            return true;
        }

        @Override
        public void close() {
            buffer = null;
        }
    }

    /** Decompressed. */
    final class Gzip implements UploadBody {
        private final GzipInflater inflater = new GzipInflater();

        @Override
        public void offer(Buffer next) {
            inflater.offer(next.getBytes());
        }

        @Override
        public int read(byte[] target) throws BadGzip {
            return inflater.read(target);
        }

        @Override
        public boolean complete() {
            return inflater.complete();
        }

        @Override
        public void close() {
            inflater.close();
        }
    }
}
