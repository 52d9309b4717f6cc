/**
 * The main class of the embedded Cassandra's own process.
 *
 * <p>Enters: the life of the parent, as an open standard input. Leaves: a running server, or the end of the process. It
 * knows nothing of the product, and the product never loads it.
 */
@NullMarked
package io.anamnesis.storage.embedded.server;

import org.jspecify.annotations.NullMarked;
