/**
 * What the live profile keeps of clinical records: FHIR resources, the latest version of each.
 *
 * <p>Enters: payloads of the modality with their evidence. Leaves: holdings, features, elements for the index. On the thread that owns the
 * profile; no I/O, no clock.
 */
@NullMarked
package io.anamnesis.sharding.profile.clinical;

import org.jspecify.annotations.NullMarked;
