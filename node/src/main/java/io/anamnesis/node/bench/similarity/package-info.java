/**
 * Measures nearest neighbours: our exact scan and our graph, and whoever else can answer the same questions.
 *
 * <p>Enters: sets of vectors with queries. Leaves: for each contender queries a second, p99, recall, build time, bytes a
 * vector and the time from insertion to visibility, each measured on one thread, the caller's.
 */
@NullMarked
package io.anamnesis.node.bench.similarity;

import org.jspecify.annotations.NullMarked;
