/**
 * Which patients of one node fit a criterion, by Kleene's strong logic of three values, and what they have in common.
 *
 * <p>Enters: {@link io.anamnesis.protocol.query.Criterion}s and the node's {@link io.anamnesis.sharding.column.PatientColumns}. Leaves:
 * bitmaps of rows ({@link io.anamnesis.sharding.cohort.Verdicts}), pages of members and aggregates that merge over nodes. Pure: the
 * thread is the caller's, who holds the columns' read lock meanwhile; time comes in as an argument.
 */
@NullMarked
package io.anamnesis.sharding.cohort;

import org.jspecify.annotations.NullMarked;
