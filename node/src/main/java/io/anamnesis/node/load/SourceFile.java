package io.anamnesis.node.load;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One file to load.
 *
 * @param path absolute
 * @param modifiedAt to the millisecond, as checkpoints keep it
 */
record SourceFile(Path path, long sizeBytes, Instant modifiedAt) {}
