package io.anamnesis.storage.chronicle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A small file that says that a slice was closed: written after the data is on disk, taken away before it is touched again.
 */
record CleanMark(Path file) {
    static CleanMark of(Path folder, int slice) {
        return new CleanMark(folder.resolve("slice" + slice + ".clean"));
    }

    /** Takes the mark away; true where it was there for just this file. */
    boolean take(SliceFile slice) throws IOException {
        boolean clean = Files.exists(file) && Files.readString(file).equals(name(slice));
        if (Files.deleteIfExists(file)) {
            force(file.resolveSibling(""), StandardOpenOption.READ);
        }
        return clean;
    }

    void put(SliceFile slice) throws IOException {
        force(slice.path(), StandardOpenOption.WRITE);
        Files.writeString(file, name(slice));
        force(file, StandardOpenOption.WRITE);
        force(file.resolveSibling(""), StandardOpenOption.READ);
    }

    private static String name(SliceFile slice) {
        return slice.path().getFileName().toString();
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
