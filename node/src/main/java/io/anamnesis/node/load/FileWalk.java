package io.anamnesis.node.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the files below some paths: each once, by name, without those whose name or folder begins with a dot. */
final class FileWalk {
    /** More are refused: the list is held in memory, and a tree so large is a mistake more often than a wish. */
    static final int MAX_FILES = 1_000_000;

    private FileWalk() {}

    static List<SourceFile> of(List<Path> roots) throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        for (Path root : roots) {
            Path absolute = root.toAbsolutePath().normalize();
            if (!Files.exists(absolute)) {
                throw new NoSuchFileException(root.toString());
            }
            try (Stream<Path> tree = Files.walk(absolute)) {
                tree.filter(path -> !isHidden(absolute, path))
                        .filter(Files::isRegularFile)
                        .limit(MAX_FILES + 1L)
                        .forEach(found::add);
            }
        }
        if (found.size() > MAX_FILES) {
            throw new IOException("more than " + MAX_FILES + " files; load them folder by folder");
        }
        List<SourceFile> files = new ArrayList<>(found.size());
        for (Path path : found) {
            files.add(file(path));
        }
        return files;
    }

    /** One file as it is now. */
    static SourceFile file(Path path) throws IOException {
        long modified = Files.getLastModifiedTime(path).toMillis();
        return new SourceFile(path, Files.size(path), Instant.ofEpochMilli(modified));
    }

    private static boolean isHidden(Path root, Path path) {
        for (Path part : root.relativize(path)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
