package io.anamnesis.node.check;

import io.anamnesis.protocol.message.ModalityMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that take messages from one stream and have one request under way each. */
final class Lanes implements AutoCloseable {
    private static final int MOST_IN_REQUEST = 50;

    private final Iterator<ModalityMessage> stream;
    private final Course course;
    private final Sender sender;
    private final Progress progress;
    private final int width;
    private final ExecutorService threads;
    private long taken;

    Lanes(Iterator<ModalityMessage> stream, Course course, Sender sender, Progress progress, int width) {
        this.stream = stream;
        this.course = course;
        this.sender = sender;
        this.progress = progress;
        this.width = width;
        this.threads = Executors.newFixedThreadPool(width, task -> {
            Thread thread = new Thread(task, "check-sender");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        for (int i = 0; i < width; i++) {
            threads.execute(this::run);
        }
    }

    private void run() {
        try {
            for (List<ModalityMessage> batch = take(); !batch.isEmpty(); batch = take()) {
                sender.deliver(batch);
            }
        } catch (IOException | RuntimeException e) {
            progress.fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** The pace is one for all lanes, hence the lock around the waiting. */
    private synchronized List<ModalityMessage> take() throws InterruptedException {
        List<ModalityMessage> batch = new ArrayList<>();
        if (stream.hasNext()) {
            int together = course.pass(taken, MOST_IN_REQUEST);
            while (stream.hasNext() && batch.size() < together) {
                batch.add(stream.next());
            }
            taken += batch.size();
        }
        return batch;
    }

    /** The threads are daemons: one that does not end at once ends with the process. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
