package io.anamnesis.storage.chronicle;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;

/**
 * One file of a slice. Its name says the form of its entries, the slice, the room, and its generation: of several the
 * greatest holds.
 */
record SliceFile(Path folder, int slice, long entries, int generation) {
    private static final String FORM = "digests-1";
    private static final Pattern NAME = Pattern.compile(FORM + "-slice(\\d+)-room(\\d+)-gen(\\d+)\\.map");
    private static final double AVERAGE_KEY = 24;

    static Optional<SliceFile> parse(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches()
                ? Optional.of(new SliceFile(
                        file.resolveSibling(""),
                        Integer.parseInt(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    /** The next file of the slice, with another room. */
    SliceFile next(long room) {
        return new SliceFile(folder, slice, room, generation + 1);
    }

    Path path() {
        return folder.resolve(FORM + "-slice" + slice + "-room" + entries + "-gen" + generation + ".map");
    }

    /** Where a larger file is filled: under a name that is never opened, so that a half-copied one is never taken. */
    Path growing() {
        return path().resolveSibling(path().getFileName() + ".growing");
    }

    ChronicleMap<String, CachedDigest> open(DigestCacheSettings settings) throws IOException {
        return open(path(), settings);
    }

    ChronicleMap<String, CachedDigest> open(Path path, DigestCacheSettings settings) throws IOException {
        return builder(settings).createPersistedTo(path.toFile());
    }

    /** Opens a file that was not closed: alone, every entry checked, every lock released. */
    ChronicleMap<String, CachedDigest> recover(DigestCacheSettings settings) throws IOException {
        File file = path().toFile();
        return builder(settings).recoverPersistedTo(file, true);
    }

    private ChronicleMapBuilder<String, CachedDigest> builder(DigestCacheSettings settings) {
        return ChronicleMapBuilder.of(String.class, CachedDigest.class)
                .name(path().getFileName().toString())
                .averageKeySize(AVERAGE_KEY)
                .averageValueSize((double) settings.averageDigestBytes())
                .valueMarshaller(CachedDigestMarshaller.INSTANCE)
                .entries(entries)
                .sparseFile(true)
                // a hook of its own would close the file beside ours, under the hands of an entity that writes behind
                .skipCloseOnExitHook(true)
                .checksumEntries(true)
                .putReturnsNull(true);
    }
}
