/**
 * Folders that one process has to itself.
 *
 * <p>Enters: a folder. Leaves: its lock, or the pid of who has it. Thread: the caller's; touches the disk.
 */
@NullMarked
package io.anamnesis.storage.folder;

import org.jspecify.annotations.NullMarked;
