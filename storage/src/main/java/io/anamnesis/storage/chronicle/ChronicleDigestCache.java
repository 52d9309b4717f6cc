package io.anamnesis.storage.chronicle;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.DigestCache;
import io.anamnesis.storage.folder.FolderLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A digest cache in one memory-mapped file per slice, opened at the first use of the slice. What SIGKILL does to such files
 * is told in the README; after one a slice is not {@link #clean}.
 */
public final class ChronicleDigestCache implements DigestCache {
    private final DigestCacheSettings settings;
    private final Path folder;
    private final FolderLock lock;
    private final Map<Integer, CachedSlice> slices = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Takes a folder.
     *
     * @param folder made where it isn't there; one process at a time
     * @throws io.anamnesis.storage.folder.FolderInUseException where another process has it
     */
    public ChronicleDigestCache(DigestCacheSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            this.lock = FolderLock.take(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't use " + folder + " for the digest cache", e);
        }
    }

    @Override
    public void put(Digest digest) {
        if (!closed) {
            slice(digest.slice()).put(digest);
        }
    }

    @Override
    public Optional<Digest> get(int slice, PatientId patient) {
        return slice(slice).get(patient);
    }

    /** Puts of the slice wait until the last digest was handed over. */
    @Override
    public void forEach(int slice, Consumer<Digest> action) {
        slice(slice).forEach(action);
    }

    @Override
    public long size(int slice) {
        return slice(slice).size();
    }

    @Override
    public boolean clean(int slice) {
        return slice(slice).clean();
    }

    @Override
    public void close() {
        closed = true;
        slices.values().forEach(CachedSlice::close);
        slices.clear();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't release " + folder, e);
        }
    }

    private CachedSlice slice(int slice) {
        return slices.computeIfAbsent(slice, absent -> CachedSlice.open(folder, settings, slice));
    }
}
