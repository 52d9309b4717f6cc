/**
 * Digests of the patients of one node, packed for questions over all of them: a row for each patient, bitmaps for what elements say,
 * columns for numbers, and the elements themselves in a few bytes each.
 *
 * <p>Enters: {@link io.anamnesis.protocol.port.Digest}s in any order, as often as one likes. Leaves: rows, bitmaps and values. Nothing
 * is rebuilt: a part of a digest replaces what there was of it, and rows, terms and shapes that nobody has any more are used again.
 *
 * <p>Not thread-safe: one writer, or many readers, under a read-write lock of the caller's. Bitmaps that are handed out belong to
 * the columns; they are read under that lock and never changed.
 */
@NullMarked
package io.anamnesis.sharding.column;

import org.jspecify.annotations.NullMarked;
