/**
 * What the live profile keeps of imaging: series with their measurements.
 *
 * <p>Enters: payloads of the modality with their evidence. Leaves: holdings, features, elements for the index. On the thread that owns the
 * profile; no I/O, no clock.
 */
@NullMarked
package io.anamnesis.sharding.profile.imaging;

import org.jspecify.annotations.NullMarked;
