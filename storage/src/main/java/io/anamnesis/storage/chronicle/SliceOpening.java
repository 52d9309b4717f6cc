package io.anamnesis.storage.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import net.openhft.chronicle.map.ChronicleMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a slice: as it is after a clean close, through recovery without one, anew where recovery fails. An unclean file is
 * never opened without recovery: a lock that its killed process held would block each access for a minute.
 */
final class SliceOpening {
    private static final Logger LOG = LoggerFactory.getLogger(SliceOpening.class);

    private final Path folder;
    private final DigestCacheSettings settings;

    SliceOpening(Path folder, DigestCacheSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** What was opened, and whether it had been closed cleanly. */
    record Opened(SliceFile file, ChronicleMap<String, CachedDigest> map, boolean clean) {}

    Opened open(int slice) throws IOException {
        List<SliceFile> files = filesOf(slice);
        if (files.isEmpty()) {
            return create(new SliceFile(folder, slice, settings.entries(), 1));
        }
        SliceFile newest = files.get(files.size() - 1);
        for (SliceFile older : files.subList(0, files.size() - 1)) {
            Files.delete(older.path());
        }
        boolean clean = CleanMark.of(folder, slice).take(newest);
        return clean ? reopen(newest) : recover(newest);
    }

    private Opened create(SliceFile file) throws IOException {
        return new Opened(file, file.open(settings), false);
    }

    private Opened reopen(SliceFile file) throws IOException {
        try {
            return new Opened(file, file.open(settings), true);
        } catch (IOException | RuntimeException e) {
            return discard(file, e);
        }
    }

    /** On a thread of its own, since a recovery that hangs can't be interrupted: it is left behind with the old file. */
    private Opened recover(SliceFile file) throws IOException {
        CompletableFuture<ChronicleMap<String, CachedDigest>> recovery = new CompletableFuture<>();
        Thread thread = new Thread(() -> recover(file, recovery), "digest-cache-recovery-" + file.slice());
        thread.setDaemon(true);
        thread.start();
        try {
            ChronicleMap<String, CachedDigest> map =
                    recovery.get(settings.recoveryTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Opened(file, map, false);
        } catch (ExecutionException | TimeoutException e) {
            return discard(file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while slice " + file.slice() + " was recovered", e);
        }
    }

    // Corruption shows as any throwable, AssertionError included
    private void recover(SliceFile file, CompletableFuture<ChronicleMap<String, CachedDigest>> recovery) {
        try {
            recovery.complete(file.recover(settings));
        } catch (Throwable e) {
            recovery.completeExceptionally(e);
        }
    }

    private Opened discard(SliceFile file, Exception reason) throws IOException {
        LOG.warn("Digest cache of slice {} is lost and will be loaded anew: {}", file.slice(), reason.toString());
        Files.deleteIfExists(file.path());
        return create(file.next(file.entries()));
    }

    /** By generation; half-grown leftovers are deleted. */
    private List<SliceFile> filesOf(int slice) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                if (file.toString().endsWith(".growing") && file.toString().contains("-slice" + slice + "-")) {
                    Files.delete(file);
                }
            }
            return all.stream()
                    .flatMap(file -> SliceFile.parse(file).stream())
                    .filter(file -> file.slice() == slice)
                    .sorted(Comparator.comparingInt(SliceFile::generation))
                    .toList();
        }
    }
}
