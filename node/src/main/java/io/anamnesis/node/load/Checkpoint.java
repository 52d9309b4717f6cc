package io.anamnesis.node.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.anamnesis.node.home.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs of the same load settled: a file of its own in the state folder, named after what was asked for. Losing
 * it costs time only: messages that are sent again count once. Thread-safe.
 */
final class Checkpoint {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int VERSION = 1;

    private final @Nullable Path file;
    private final Map<String, Entry> entries = new TreeMap<>();

    private record Stored(int version, Map<String, Entry> files) {}

    /**
     * One file as it was when it was read.
     *
     * @param settled messages from the first on that are settled
     * @param complete whether nothing of it is left to send
     */
    private record Entry(long sizeBytes, long modifiedAtEpochMillis, String sha256, long settled, boolean complete) {}

    private Checkpoint(@Nullable Path file) {
        this.file = file;
    }

    /** Knows nothing and keeps nothing. */
    static Checkpoint none() {
        return new Checkpoint(null);
    }

    /** The checkpoint of a load, empty where it is the first of its kind or does not read. */
    static Checkpoint open(Path folder, List<String> askedFor) throws IOException {
        Files.createDirectories(folder);
        MessageDigest digest = SampleGroups.sha256();
        askedFor.forEach(part -> digest.update((part + "\n").getBytes(StandardCharsets.UTF_8)));
        Checkpoint checkpoint =
                new Checkpoint(folder.resolve(HexFormat.of().formatHex(digest.digest(), 0, 12) + ".json"));
        checkpoint.load(checkpoint.file);
        return checkpoint;
    }

    private void load(@Nullable Path stored) throws IOException {
        if (stored == null) {
            return;
        }
        try {
            Stored whole = JSON.readValue(Files.readAllBytes(stored), Stored.class);
            if (whole.version() == VERSION) {
                entries.putAll(whole.files());
            }
        } catch (NoSuchFileException | JsonProcessingException e) {
            // the first time, or the form of another version: begin anew
        }
    }

    /** Forgets what was settled. */
    synchronized void clear() {
        entries.clear();
    }

    /** Whether the file is settled as a whole and has not been touched since. Does not read it. */
    synchronized boolean isDone(SourceFile source) {
        Entry entry = entries.get(source.path().toString());
        return entry != null && entry.complete() && isUntouched(entry, source);
    }

    /** Begins anew with one file: what it is read with has changed. */
    synchronized void forget(SourceFile source) {
        entries.remove(source.path().toString());
    }

    /** Where to go on with a file: reads it once for its hash, unless nothing is known of it. */
    FileProgress resume(SourceFile source) throws IOException {
        String sha256 = sha256(source.path());
        Entry entry = entry(source);
        boolean same = entry != null && entry.sha256().equals(sha256);
        return new FileProgress(source, sha256, same && entry != null ? entry.settled() : 0);
    }

    private synchronized @Nullable Entry entry(SourceFile source) {
        return entries.get(source.path().toString());
    }

    /** Notes how far a file came; kept from the next {@link #save} on. */
    synchronized void note(FileProgress progress) {
        SourceFile source = progress.file();
        entries.put(
                source.path().toString(),
                new Entry(
                        source.sizeBytes(),
                        source.modifiedAt().toEpochMilli(),
                        progress.sha256(),
                        progress.settled(),
                        progress.complete()));
    }

    synchronized void save() throws IOException {
        if (file == null) {
            return;
        }
        WholeFile.replace(file, JSON.writeValueAsBytes(new Stored(VERSION, entries)));
    }

    private static boolean isUntouched(Entry entry, SourceFile source) {
        return entry.sizeBytes() == source.sizeBytes()
                && entry.modifiedAtEpochMillis() == source.modifiedAt().toEpochMilli();
    }

    private static String sha256(Path path) throws IOException {
        MessageDigest digest = SampleGroups.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
