/**
 * {@code POST /v1/similarity/query} and {@code GET /v1/patients/{id}/similar}: who is near.
 *
 * <p>Enters: a patient or vectors, spaces with weights, a filter. Leaves: neighbours with their distance in each space. Everything
 * runs on the request's context.
 */
@NullMarked
package io.anamnesis.web.similarity;

import org.jspecify.annotations.NullMarked;
