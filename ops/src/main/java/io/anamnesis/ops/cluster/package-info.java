/**
 * The cluster as operators see it, and what they do to it.
 *
 * <p>Enters: what each node says of itself once a second, events of the cluster, actions with who and why. Leaves: one {@link
 * io.anamnesis.ops.cluster.ClusterPicture} a second on every node, and recorded {@link io.anamnesis.protocol.port.OperatorAction}s. One actor a node
 * ({@code NodeWatch}) holds the state; pictures are immutable and read on any thread.
 */
@NullMarked
package io.anamnesis.ops.cluster;

import org.jspecify.annotations.NullMarked;
