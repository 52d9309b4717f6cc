/**
 * Reads clinical records: FHIR R4 as JSON, in bundles, one resource a line, or alone.
 *
 * <p>Enters: an {@link java.io.InputStream}, plain. Leaves, in the order of the input: a
 * {@link io.anamnesis.web.ingest.reading.Finding} for each resource that is kept and for each text that a DocumentReference
 * carries, a refusal with its place for each that can't be, and at the end one refusal for each type that is not kept, with
 * its count. Reading blocks on the caller's thread. Memory holds one resource at a time and an index of the bundle: the input
 * itself is set aside in a {@link io.anamnesis.web.ingest.reading.Spool}.
 */
@NullMarked
package io.anamnesis.web.ingest.clinical;

import org.jspecify.annotations.NullMarked;
