/**
 * {@code bench cohort}: questions to simulated patients.
 *
 * <p>Enters: how many patients, and for how long to ask. Leaves: times and sizes. On the thread of the command.
 */
@NullMarked
package io.anamnesis.node.bench.cohort;

import org.jspecify.annotations.NullMarked;
