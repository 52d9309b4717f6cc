package io.anamnesis.protocol.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The folder of real public data beside the project: {@code ANAMNESIS_SHARED_DATA}, else {@code shared/data} next to a
 * folder above the one that the tests run in. The value {@code none} turns the tests on real data off.
 */
public final class SharedData {
    private SharedData() {}

    /** The folder; skips the calling test where there is none. */
    public static Path folder() {
        Path folder = find();
        if (folder == null || !Files.isDirectory(folder)) {
            throw absent("set ANAMNESIS_SHARED_DATA, or put it at ../shared/data");
        }
        return folder;
    }

    /** A file of it, by its path in the folder; skips the calling test where it can't be read. */
    public static Path file(String path) {
        Path file = folder().resolve(path);
        if (!Files.isReadable(file)) {
            throw absent("no file " + path);
        }
        return file;
    }

    /** An assumption would put words of its own before ours. */
    private static TestAbortedException absent(String why) {
        return new TestAbortedException("shared data absent: " + why);
    }

    private static @Nullable Path find() {
        String given = System.getenv("ANAMNESIS_SHARED_DATA");
        if (given != null) {
            return given.equals("none") ? null : Path.of(given);
        }
        Path above = Path.of("").toAbsolutePath();
        while (above != null) {
            Path candidate = above.resolve("shared").resolve("data");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
            above = above.getParent();
        }
        return null;
    }
}
