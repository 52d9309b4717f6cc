/**
 * The ports on a Cassandra cluster, 4.1 or later. One class per statement: this folder is the catalogue of queries.
 *
 * <p>Enters: settings, then what the ports say. Leaves: what the ports say; every failure of the driver is a
 * {@link io.anamnesis.protocol.port.StorageException}. Thread: opening blocks its caller; a stage completes on an I/O thread
 * of the driver, stages with digests on the {@code storage-decode} pool, so nothing that blocks may follow on them.
 */
@NullMarked
package io.anamnesis.storage.cassandra;

import org.jspecify.annotations.NullMarked;
