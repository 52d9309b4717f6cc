/**
 * A program outside the system that talks to its nodes: HTTP and WebSocket of the JDK, nothing else.
 *
 * <p>Enters: the nodes' addresses and a token. Leaves: answers, or the next node's where one does not answer. Any thread.
 */
@NullMarked
package io.anamnesis.node.client;

import org.jspecify.annotations.NullMarked;
