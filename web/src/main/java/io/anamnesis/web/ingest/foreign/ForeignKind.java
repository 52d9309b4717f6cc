package io.anamnesis.web.ingest.foreign;

/**
 * A kind of document that holds nothing that is read.
 *
 * @param name kebab-case, permanent, such as {@code plink}; a kind that is to be read some day ends with {@code -later}
 * @param what such as {@code the genotypes of a PLINK data set}
 */
public record ForeignKind(String name, String what) {}
