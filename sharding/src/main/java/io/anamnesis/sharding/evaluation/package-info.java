/**
 * How good predictions are: classes, probabilities and times to an event.
 *
 * <p>Enters: what was true and what was predicted, row by row. Leaves: numbers, with intervals by resampling under a seed. Pure
 * functions on any thread; nothing here learns.
 */
@NullMarked
package io.anamnesis.sharding.evaluation;

import org.jspecify.annotations.NullMarked;
