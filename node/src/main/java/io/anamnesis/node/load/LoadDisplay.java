package io.anamnesis.node.load;

import io.anamnesis.node.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Shows how far a load is, and writes its checkpoint down every now and then. */
final class LoadDisplay implements AutoCloseable {
    private static final long TICK_MILLIS = 250;
    private static final int TICKS_PER_LINE = 20;
    private static final int TICKS_PER_SAVE = 8;

    private final Terminal terminal;
    private final LoadProgress progress;
    private final LoadReport report;
    private final Checkpoint checkpoint;
    private final int files;
    private final AtomicInteger file = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "load-display");
        thread.setDaemon(true);
        return thread;
    });
    private int ticks;

    LoadDisplay(Terminal terminal, LoadProgress progress, LoadReport report, Checkpoint checkpoint, int files) {
        this.terminal = terminal;
        this.progress = progress;
        this.report = report;
        this.checkpoint = checkpoint;
        this.files = files;
    }

    void start() {
        var unused = ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void nextFile() {
        file.incrementAndGet();
    }

    void read(long moreBytes) {
        bytes.addAndGet(moreBytes);
    }

    void skipped(long moreBytes) {
        skipped.addAndGet(moreBytes);
    }

    private void tick() {
        ticks++;
        progress.skipped(skipped.getAndSet(0));
        progress.update(bytes.get(), report.settledCount());
        String line = progress.line(file.get(), files, report);
        terminal.status(line);
        if (!terminal.interactive() && ticks % TICKS_PER_LINE == 0) {
            terminal.say(line);
        }
        if (ticks % TICKS_PER_SAVE == 0) {
            save();
        }
    }

    private void save() {
        try {
            checkpoint.save();
        } catch (IOException e) {
            terminal.say("the checkpoint can't be written (" + e.getMessage() + "); a repeat would begin further back");
        }
    }

    @Override
    public void close() {
        ticker.shutdownNow();
        try {
            if (!ticker.awaitTermination(5, TimeUnit.SECONDS)) {
                terminal.say("the display is stuck");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.clearStatus();
        save();
    }
}
