/**
 * What cohorts are asked for: a {@link io.anamnesis.protocol.query.Criterion} is a tree of immutable values that says which
 * patients are meant.
 *
 * <p>Enters: compact text or JSON from people and programs. Leaves: criteria that hold to their limits, or a
 * {@link io.anamnesis.protocol.query.MalformedCriterion} that says where and what was expected. Safe on any thread.
 */
@NullMarked
package io.anamnesis.protocol.query;

import org.jspecify.annotations.NullMarked;
