package io.anamnesis.web.ingest;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as a stream for a thread that blocks. The event loop puts buffers in and never waits; the reader takes
 * them out and waits for the next. Buffers are demanded one at a time and only while fewer bytes than the limit wait.
 */
public final class BodyPipe extends InputStream {
    private final int limit;
    private final Runnable demand;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private long waiting;
    private boolean starved = true;
    private boolean ended;
    private boolean closed;
    private @Nullable String failure;

    private byte[] piece = new byte[0];
    private int position;

    /**
     * Begins empty, with nothing demanded.
     *
     * @param demand asks for one more buffer; called on either side's thread
     */
    public BodyPipe(int limit, Runnable demand) {
        this.limit = limit;
        this.demand = demand;
    }

    /** On the event loop. */
    public void put(Buffer buffer) {
        boolean more;
        synchronized (this) {
            if (!closed && buffer.length() > 0) {
                pieces.add(buffer.getBytes());
                waiting += buffer.length();
                notifyAll();
            }
            more = waiting < limit;
            starved = !more;
        }
        if (more) {
            demand.run();
        }
    }

    /** On the event loop: the body is complete. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** On any thread: no more will come, and what came is worth nothing. */
    public synchronized void fail(String reason) {
        failure = reason;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == piece.length && !nextPiece()) {
            return -1;
        }
        int n = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, target, offset, n);
        position += n;
        return n;
    }

    /** The reader wants no more; what still comes is dropped. */
    @Override
    public synchronized void close() {
        closed = true;
        pieces.clear();
        waiting = 0;
    }

    private boolean nextPiece() throws IOException {
        boolean more;
        synchronized (this) {
            awaitPiece();
            if (failure != null) {
                throw new IOException(failure);
            }
            if (pieces.isEmpty()) {
                return false;
            }
            piece = pieces.remove();
            position = 0;
            waiting -= piece.length;
            more = starved && waiting < limit / 2;
            starved = starved && !more;
        }
        if (more) {
            demand.run();
        }
        return true;
    }

    private synchronized void awaitPiece() throws InterruptedIOException {
        try {
            while (pieces.isEmpty() && !ended && failure == null) {
                if (starved) {
                    starved = false;
                    demand.run();
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server stops");
        }
    }
}
