/**
 * Every request has an id, and a place in a trace.
 *
 * <p>Enters: the headers {@code X-Request-Id}, {@code traceparent} and {@code tracestate}. Leaves: a {@link
 * io.anamnesis.protocol.trace.RequestContext} that is there wherever the request is worked on, the header {@code X-Request-Id} of the
 * response, and a span. Event loops; {@link io.anamnesis.web.request.RequestScope#carried} takes it to other threads.
 */
@NullMarked
package io.anamnesis.web.request;

import org.jspecify.annotations.NullMarked;
