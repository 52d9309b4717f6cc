/**
 * The ports to storage: what the compute needs of a database, said without one.
 *
 * <p>Every method returns at once; its stage completes on a thread of the implementation, so an actor pipes it to itself.
 */
@NullMarked
package io.anamnesis.protocol.port;

import org.jspecify.annotations.NullMarked;
