/**
 * One question to all nodes, and who was silent.
 *
 * <p>Enters: a question, and who answers it on each node, by the receptionist. Leaves: what came in time, and the members of the cluster that did
 * not answer. Any thread.
 */
@NullMarked
package io.anamnesis.sharding.everynode;

import org.jspecify.annotations.NullMarked;
