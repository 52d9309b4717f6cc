/**
 * Models at work on live patients.
 *
 * <p>Enters: a patient's numbers by modality, in the names that the index and criteria use. Leaves: the fused vector, scores and shares of
 * the model that is served on this node. Which model that is stands in one place,
 * {@link io.anamnesis.sharding.serving.ActiveModels}. Thread: any; each has workspaces of its own, which allocate nothing once they
 * exist.
 */
@NullMarked
package io.anamnesis.sharding.serving;

import org.jspecify.annotations.NullMarked;
