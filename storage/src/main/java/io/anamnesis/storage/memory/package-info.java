/**
 * The reference implementation of every port, in maps: what the contract means, and the store of unit tests.
 *
 * <p>Enters and leaves: what the ports say; nothing outlives the process. Thread: any; a stage completes on the executor
 * that {@link io.anamnesis.storage.memory.MemoryStorage} was given, by default at once on the caller's thread.
 */
@NullMarked
package io.anamnesis.storage.memory;

import org.jspecify.annotations.NullMarked;
