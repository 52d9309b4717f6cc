/**
 * One vector and one judgement of a patient out of whatever modalities are there.
 *
 * <p>Enters: a feature vector for each modality that is present, in the order and units of the model's blocks. Leaves: a fused
 * vector, class probabilities or a log-hazard, and how much each modality counted. Models are immutable and shared; a
 * {@link io.anamnesis.sharding.fusion.FusionPass} is one thread's workspace and allocates nothing once it exists. Nothing here
 * learns: see {@code io.anamnesis.sharding.training}.
 */
@NullMarked
package io.anamnesis.sharding.fusion;

import org.jspecify.annotations.NullMarked;
