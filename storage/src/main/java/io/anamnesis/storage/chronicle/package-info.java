/**
 * A node's local copy of digests in memory-mapped files, so that a restarted node has its index back in seconds.
 *
 * <p>Enters: digests. Leaves: the same, and whether a slice was closed cleanly. Thread: any, but a page fault may block it,
 * so it is called from the {@code digest-cache} executor only.
 */
@NullMarked
package io.anamnesis.storage.chronicle;

import org.jspecify.annotations.NullMarked;
