/**
 * Models and jobs over HTTP.
 *
 * <p>Enters: questions, promotions and trainings with their caller. Leaves: JSON. On the event loop of the request.
 */
@NullMarked
package io.anamnesis.web.model;

import org.jspecify.annotations.NullMarked;
