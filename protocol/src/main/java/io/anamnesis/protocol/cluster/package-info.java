/**
 * What nodes of a cluster are for.
 *
 * <p>Enters: names of roles, from the configuration and from members. Leaves: roles. Any thread.
 */
@NullMarked
package io.anamnesis.protocol.cluster;

import org.jspecify.annotations.NullMarked;
