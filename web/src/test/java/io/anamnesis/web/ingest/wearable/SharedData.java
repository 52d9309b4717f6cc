package io.anamnesis.web.ingest.wearable;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The folder of real public data beside the project: {@code ANAMNESIS_SHARED_DATA}, else {@code shared/data} next to a
 * folder above the one that the tests run in. The value {@code none} turns the tests on real data off.
 */
final class SharedData {
    private SharedData() {}

    /** The folder; skips the calling test where there is none. */
    static Path folder() {
        Path folder = find();
        if (folder == null || !Files.isDirectory(folder)) {
            // an assumption would put words of its own before ours
            throw new TestAbortedException(
                    "shared data absent: set ANAMNESIS_SHARED_DATA, or put it at ../shared/data");
        }
        return folder;
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
