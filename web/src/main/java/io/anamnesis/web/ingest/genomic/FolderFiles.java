package io.anamnesis.web.ingest.genomic;

import io.anamnesis.web.ingest.reading.UnreadableInput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The regular files of a folder, four levels deep; links are not followed. */
public final class FolderFiles implements FileSet {
    private static final int MAX_DEPTH = 4;

    private final SortedMap<String, Path> files;
    private final long maxBytes;

    private FolderFiles(SortedMap<String, Path> files, long maxBytes) {
        this.files = files;
        this.maxBytes = maxBytes;
    }

    /**
     * Lists them.
     *
     * @param maxBytes of one file, plain
     */
    public static FolderFiles of(Path folder, long maxBytes) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder, MAX_DEPTH)) {
            for (Path path : (Iterable<Path>) paths.filter(
                    each -> Files.isRegularFile(each, java.nio.file.LinkOption.NOFOLLOW_LINKS))::iterator) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                files.put(Unpacked.name(name), path);
                if (files.size() > MAX_FILES) {
                    throw new UnreadableInput(
                            "too-many-files", "the limit is " + MAX_FILES + " files and the folder has more", "folder");
                }
            }
        }
        return new FolderFiles(files, maxBytes);
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(files.keySet());
    }

    @Override
    public InputStream open(String name) throws IOException {
        Path path = files.get(name);
        if (path == null) {
            throw new FileNotFoundException("no such file in the folder");
        }
        return Unpacked.open(path.toString(), Files.newInputStream(path), maxBytes);
    }

    @Override
    public void close() {}
}
