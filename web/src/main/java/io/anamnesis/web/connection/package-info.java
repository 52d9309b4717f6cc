/**
 * Connections as such: who is connected, and how to let go of a peer that does not.
 *
 * <p>Enters: connections as they open. Leaves: none is left after {@code cutAll}. Safe on any thread.
 */
@NullMarked
package io.anamnesis.web.connection;

import org.jspecify.annotations.NullMarked;
