/**
 * Tokens for commands that talk to a system whose state folder this person owns.
 *
 * <p>Enters: the state folder and who is to be named. Leaves: a bearer token. Any thread.
 */
@NullMarked
package io.anamnesis.node.access;

import org.jspecify.annotations.NullMarked;
