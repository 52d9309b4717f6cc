/**
 * Nearest neighbours in one node's memory: vectors by row, exact scans, a graph beside them, and mixes of several spaces.
 *
 * <p>Enters: rows (ints from 0, handed out by somebody else) with their vectors, queries with a filter of rows. Leaves: rows
 * with distances and the plan that found them; refusals of vectors that can't be compared.
 *
 * <p>Threads: the caller brings a {@link java.util.concurrent.locks.ReadWriteLock} and holds its write lock around {@code put}
 * and {@code remove}, its read lock around {@code search}: one writer at a time, many readers. The graph grows and is rebuilt
 * in the background, on an executor that the caller brings too: a job takes a snapshot under the read lock, works without any
 * lock, and swaps its result in under the write lock, so the lock must be one that its holders give back soon. Nothing here
 * knows Akka, a driver or the network, and nothing reads a clock.
 */
@NullMarked
package io.anamnesis.sharding.similarity;

import org.jspecify.annotations.NullMarked;
