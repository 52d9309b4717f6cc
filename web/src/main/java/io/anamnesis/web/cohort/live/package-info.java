/**
 * Live cohorts over HTTP and WebSocket.
 *
 * <p>Enters: definitions, questions and upgrade requests with their caller. Leaves: JSON, and one text message a frame. On the event loop
 * of the request.
 */
@NullMarked
package io.anamnesis.web.cohort.live;

import org.jspecify.annotations.NullMarked;
