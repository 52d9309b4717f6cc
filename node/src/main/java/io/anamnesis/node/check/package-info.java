/**
 * Checks of a whole system of their own: real processes, killed with SIGKILL while messages stream in.
 *
 * <p>Enters: sizes and a seed; the same seed gives the same messages and the same kills at the same points of progress.
 * Leaves: a report with figures and a verdict. A check runs on the calling thread and stops everything that it started.
 */
@NullMarked
package io.anamnesis.node.check;

import org.jspecify.annotations.NullMarked;
