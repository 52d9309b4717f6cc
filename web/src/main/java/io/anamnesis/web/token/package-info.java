/**
 * Who is calling: compact signed tokens (RFC 7519, HMAC-SHA256) and the handler that asks for them.
 *
 * <p>Enters: a request with its {@code Authorization}. Leaves: a {@link io.anamnesis.protocol.access.Caller} or a 401.
 * Values are safe on any thread; the handler runs on event loops and never blocks.
 */
@NullMarked
package io.anamnesis.web.token;

import org.jspecify.annotations.NullMarked;
