package io.anamnesis.web.ingest.reading;

import io.anamnesis.protocol.message.Modality;

/**
 * A format that can be read.
 *
 * @param name kebab-case, permanent, such as {@code vcf}
 * @param modality what most of it belongs to
 * @param recognisedBy what in the content gives it away
 * @param gives what its pieces become
 */
public record DocumentFormat(String name, Modality modality, String recognisedBy, String gives) {}
