/**
 * The in-memory index: each node holds what criteria and neighbour queries need of the patients who live on it, and queries ask all
 * nodes.
 *
 * <p>Enters: digests, from the patients of the node and, when a slice comes to it, from storage; queries. Leaves: answers with the
 * slices that they cover. Content is changed and read on the {@code index} executor.
 */
@NullMarked
package io.anamnesis.sharding.index;

import org.jspecify.annotations.NullMarked;
