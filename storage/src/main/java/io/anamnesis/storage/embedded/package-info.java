/**
 * The real Cassandra server as a child process on loopback, for an installation with nothing to install.
 *
 * <p>Enters: settings, a data folder, the folder of the server's jars. Leaves: a contact point with credentials, and word of
 * each death and restart. Thread: {@code start} and {@code close} block the caller; a supervisor thread watches the child
 * and calls the listener.
 */
@NullMarked
package io.anamnesis.storage.embedded;

import org.jspecify.annotations.NullMarked;
