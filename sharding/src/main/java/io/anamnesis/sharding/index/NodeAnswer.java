package io.anamnesis.sharding.index;

/**
 * What a node made of a query.
 *
 * @param patients in the slices that it looked at
 */
record NodeAnswer(NodePart part, long patients) {}
