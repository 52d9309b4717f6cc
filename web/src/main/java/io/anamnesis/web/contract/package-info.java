/**
 * The contract of the edge, OpenAPI 3.1, served as it was written.
 *
 * <p>Leaves: {@code openapi.yaml}. A test holds it and the routes together.
 */
@NullMarked
package io.anamnesis.web.contract;

import org.jspecify.annotations.NullMarked;
