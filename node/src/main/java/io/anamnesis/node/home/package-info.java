/**
 * The state folder and what it says about the processes that run.
 *
 * <p>Enters: the folder that a command was given. Leaves: the paths in it, {@code run.json} as a value, and the lock that one
 * supervisor at a time holds. Any thread; every write replaces the file as a whole.
 */
@NullMarked
package io.anamnesis.node.home;

import org.jspecify.annotations.NullMarked;
