package io.anamnesis.node.load;

import io.anamnesis.node.terminal.Durations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How far a load is. The rate looks back ten seconds, so that it follows what goes on now; the time left rests on the bytes
 * of the whole run so far, so that it does not jump. Not thread-safe.
 */
final class LoadProgress {
    private static final long LOOK_BACK_NANOS = Duration.ofSeconds(10).toNanos();

    private final long totalBytes;
    private final LongSupplier nanoTime;
    private final long begun;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long doneBytes;
    private long skippedBytes;

    private record Mark(long nanos, long messages) {}

    LoadProgress(long totalBytes, LongSupplier nanoTime) {
        this.totalBytes = totalBytes;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        marks.add(new Mark(begun, 0));
    }

    /** Bytes that need no work count as done and say nothing of the speed. */
    void skipped(long bytes) {
        skippedBytes += bytes;
    }

    /**
     * Takes a look.
     *
     * @param bytes read so far, without skipped ones
     * @param messages settled so far
     */
    void update(long bytes, long messages) {
        doneBytes = bytes;
        long now = nanoTime.getAsLong();
        marks.addLast(new Mark(now, messages));
        while (marks.size() > 2 && now - marks.getFirst().nanos() > LOOK_BACK_NANOS) {
            marks.removeFirst();
        }
    }

    /** 0 to 100. */
    int percent() {
        return totalBytes == 0 ? 100 : (int) Math.min(100, 100 * (doneBytes + skippedBytes) / totalBytes);
    }

    /** Messages a second over the last ten seconds. */
    double rate() {
        Mark first = marks.getFirst();
        Mark last = marks.getLast();
        double seconds = (last.nanos() - first.nanos()) / 1e9;
        return seconds <= 0 ? 0 : (last.messages() - first.messages()) / seconds;
    }

    /** The time left at the speed so far; empty while nothing can be said. */
    Optional<Duration> left() {
        double elapsed = nanoTime.getAsLong() - begun;
        if (doneBytes <= 0 || elapsed <= 0) {
            return Optional.empty();
        }
        double bytesLeft = Math.max(0, totalBytes - skippedBytes - doneBytes);
        return Optional.of(Duration.ofNanos((long) (elapsed * (bytesLeft / doneBytes))));
    }

    /** One line for people. */
    String line(int files, int ofFiles, LoadReport report) {
        return String.format(
                Locale.ROOT,
                "%3d%%  file %d of %d  %,d messages  %,.0f/s  left %s  refused %,d",
                percent(),
                files,
                ofFiles,
                report.acceptedCount() + report.duplicateCount(),
                rate(),
                left().map(Durations::brief).orElse("?"),
                report.refusedCount());
    }
}
