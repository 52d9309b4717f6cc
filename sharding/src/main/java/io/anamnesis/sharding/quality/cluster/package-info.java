/**
 * Counts of expectations of all nodes.
 *
 * <p>Enters: the counts of each node, by an actor that tells them; a question by {@link
 * io.anamnesis.sharding.client.QualityDesk#everywhere}. Leaves: their sums, and how many nodes they are of. On the actors' dispatcher.
 */
@NullMarked
package io.anamnesis.sharding.quality.cluster;

import org.jspecify.annotations.NullMarked;
