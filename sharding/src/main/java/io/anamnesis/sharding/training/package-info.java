/**
 * Learns the models of {@link io.anamnesis.sharding.fusion} from patients whose outcome is known, in plain Java.
 *
 * <p>Enters: a {@link io.anamnesis.sharding.training.TrainingSet} and a {@link io.anamnesis.sharding.training.TrainingPlan}.
 * Leaves: an immutable model. Runs on the thread of the caller, for seconds to minutes: never on a dispatcher. The same set and
 * plan give the same weights, bit for bit on the same machine: every random choice comes from the plan's seed and all sums have
 * a fixed order.
 */
@NullMarked
package io.anamnesis.sharding.training;

import org.jspecify.annotations.NullMarked;
