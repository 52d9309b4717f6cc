/**
 * What all readers of genomic files share: the reference genome that coordinates belong to, Sequence Ontology consequences,
 * one allele of one sample, files that belong together.
 *
 * <p>Enters: text of headers, columns and annotations. Leaves: records. Everything here is pure and may be used on any thread.
 */
@NullMarked
package io.anamnesis.web.ingest.genomic;

import org.jspecify.annotations.NullMarked;
