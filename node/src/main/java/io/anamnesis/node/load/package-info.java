/**
 * Brings files into a running system.
 *
 * <p>Enters: files in any format that a reader recognises. Leaves: messages at {@code POST /v1/messages}, a checkpoint that a
 * repeat goes on from, and a report of what was not taken. One thread reads; a few send; between them wait at most as many
 * batches as may be under way.
 */
@NullMarked
package io.anamnesis.node.load;

import org.jspecify.annotations.NullMarked;
