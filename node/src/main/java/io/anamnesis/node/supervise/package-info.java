/**
 * Processes of ours as children: started in stages, watched, started again, stopped in the reverse order.
 *
 * <p>Enters: command lines and how to tell that each is ready. Leaves: what runs, whenever it changes. No child outlives its
 * supervisor: each holds the reading end of a pipe and leaves when the pipe ends. A {@link
 * io.anamnesis.node.supervise.Supervisor} may be used from any thread; what it reports comes from its own thread or from the
 * caller's.
 */
@NullMarked
package io.anamnesis.node.supervise;

import org.jspecify.annotations.NullMarked;
