package io.anamnesis.storage.chronicle;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.storage.digest.DigestBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import net.openhft.chronicle.map.ChronicleMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open slice. A put excludes everything else, since it compares first and may have to move into a larger file. */
final class CachedSlice {
    private static final Logger LOG = LoggerFactory.getLogger(CachedSlice.class);

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final DigestCacheSettings settings;
    private final Path folder;
    private final boolean clean;
    private SliceFile file;
    private ChronicleMap<String, CachedDigest> map;

    private CachedSlice(Path folder, DigestCacheSettings settings, SliceOpening.Opened opened) {
        this.folder = folder;
        this.settings = settings;
        this.clean = opened.clean();
        this.file = opened.file();
        this.map = opened.map();
    }

    static CachedSlice open(Path folder, DigestCacheSettings settings, int slice) {
        try {
            return new CachedSlice(folder, settings, new SliceOpening(folder, settings).open(slice));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't open slice " + slice + " of the digest cache in " + folder, e);
        }
    }

    /** What comes after the close, on the way through an executor that ends late, is left out. */
    void put(Digest digest) {
        CachedDigest value = new CachedDigest(digest.seq(), DigestBody.encode(digest));
        lock.writeLock().lock();
        try {
            if (!map.isOpen()) {
                return;
            }
            CachedDigest kept = map.get(digest.patient().value());
            if (kept == null || kept.seq() <= digest.seq()) {
                store(digest.patient().value(), value);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    Optional<Digest> get(PatientId patient) {
        lock.readLock().lock();
        try {
            CachedDigest value = map.get(patient.value());
            return value == null ? Optional.empty() : decode(patient.value(), value);
        } finally {
            lock.readLock().unlock();
        }
    }

    void forEach(Consumer<Digest> action) {
        lock.readLock().lock();
        try {
            map.forEach((patient, value) -> decode(patient, value).ifPresent(action));
        } finally {
            lock.readLock().unlock();
        }
    }

    long size() {
        lock.readLock().lock();
        try {
            return map.longSize();
        } finally {
            lock.readLock().unlock();
        }
    }

    boolean clean() {
        return clean;
    }

    void close() {
        lock.writeLock().lock();
        try {
            map.close();
            CleanMark.of(folder, file.slice()).put(file);
        } catch (IOException e) {
            LOG.warn(
                    "Slice {} of the digest cache has no clean mark and will be recovered: {}",
                    file.slice(),
                    e.toString());
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** A full file shows as an IllegalStateException, an entry that no file takes as an IllegalArgumentException. */
    private void store(String patient, CachedDigest value) {
        try {
            map.put(patient, value);
        } catch (IllegalStateException full) {
            if (file.entries() >= settings.maxEntries()) {
                leaveOut(patient, "the file has reached max-entries = " + settings.maxEntries());
                return;
            }
            grow();
            store(patient, value);
        } catch (IllegalArgumentException tooLarge) {
            leaveOut(
                    patient,
                    "a digest of " + value.body().length + " bytes is too large for average-digest = "
                            + settings.averageDigestBytes());
        }
    }

    /** An older digest must not stay in the place of one that can't be kept. */
    private void leaveOut(String patient, String reason) {
        map.remove(patient);
        LOG.warn("Slice {} of the digest cache leaves a patient out: {}", file.slice(), reason);
    }

    private void grow() {
        SliceFile larger = file.next(Math.min(settings.maxEntries(), 2 * file.entries()));
        try {
            ChronicleMap<String, CachedDigest> grown = larger.open(larger.growing(), settings);
            map.forEach(grown::put);
            Files.move(larger.growing(), larger.path(), StandardCopyOption.ATOMIC_MOVE);
            map.close();
            Files.delete(file.path());
            LOG.info("Slice {} of the digest cache moved into a file for {} digests", file.slice(), larger.entries());
            map = grown;
            file = larger;
        } catch (IOException e) {
            throw new UncheckedIOException("Can't grow slice " + file.slice() + " of the digest cache", e);
        }
    }

    /** What is torn in a way that recovery did not see counts as absent: the index asks Cassandra for it. */
    private Optional<Digest> decode(String patient, CachedDigest value) {
        try {
            return Optional.of(DigestBody.decode(new PatientId(patient), file.slice(), value.seq(), value.body()));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            LOG.warn("Slice {} of the digest cache has an entry that can't be read: {}", file.slice(), e.getMessage());
            return Optional.empty();
        }
    }
}
