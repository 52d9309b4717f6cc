/**
 * The program: {@code anamnesis} with its commands, and the two commands that a supervisor starts as processes of their own.
 *
 * <p>Enters: the command line. Leaves: an exit code. The wiring of a node hides behind {@link
 * io.anamnesis.node.NodeStarter}, that of the database behind {@link io.anamnesis.node.StorageStarter}.
 */
@NullMarked
package io.anamnesis.node;

import org.jspecify.annotations.NullMarked;
