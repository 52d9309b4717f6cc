/**
 * Consensus metrics of continuous glucose monitoring over one patient's live trace.
 *
 * <p>Enters: readings in mg/dL at epoch milliseconds, in any order, corrected or withdrawn at will. Leaves: one immutable
 * {@link io.anamnesis.sharding.profile.glycemic.GlycemicMetrics}, whose every bit depends on the set of readings alone and
 * never on the order in which they came. A trace belongs to one thread at a time; its metrics may be shared.
 *
 * <p>The results follow iglu 4.3.0, the reference implementation in R, to 1e-9 of each value; the algorithms are written
 * from the papers that each class cites.
 */
@NullMarked
package io.anamnesis.sharding.profile.glycemic;

import org.jspecify.annotations.NullMarked;
