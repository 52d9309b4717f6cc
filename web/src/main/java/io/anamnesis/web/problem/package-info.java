/**
 * Refusals as HTTP says them: RFC 9457 problems with permanent codes.
 *
 * <p>Enters: a rejection of a patient, or what the edge itself refuses. Leaves: an {@code application/problem+json} body.
 * Values are safe on any thread; sending runs on the request's context.
 */
@NullMarked
package io.anamnesis.web.problem;

import org.jspecify.annotations.NullMarked;
