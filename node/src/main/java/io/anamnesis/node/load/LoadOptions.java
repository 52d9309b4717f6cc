package io.anamnesis.node.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to load and how.
 *
 * @param paths files and folders
 * @param target names the system that is loaded, so that a checkpoint of one is not taken for another's
 * @param checkpoints folder
 * @param resume false begins anew
 * @param inFlight requests under way at a time
 * @param patience how long a batch may make no headway before the load is broken off
 * @param reportFile takes every refusal as NDJSON; null where nobody wants them all
 */
public record LoadOptions(
        List<Path> paths,
        ReadHints hints,
        String target,
        Path checkpoints,
        boolean resume,
        int inFlight,
        Duration patience,
        @Nullable Path reportFile) {
    public LoadOptions {
        paths = List.copyOf(paths);
    }

    /** What decides which messages come out of which files: the name of the checkpoint. */
    List<String> askedFor() {
        List<String> parts = new ArrayList<>();
        paths.forEach(path -> parts.add(path.toAbsolutePath().normalize().toString()));
        parts.sort(null);
        parts.addAll(hints.askedFor());
        parts.add("target " + target);
        return parts;
    }
}
