/**
 * The way in for operators: {@code /v1/ops/…} and the feed of pictures at {@code /v1/feeds/ops}.
 *
 * <p>Enters: requests with their caller, who needs the role {@code operator}. Leaves: JSON, problems (RFC 9457), and a frame a second to
 * each console that watches. Handlers run on event loops; pictures come on an actor's thread and hop to the socket's context.
 */
@NullMarked
package io.anamnesis.ops.console;

import org.jspecify.annotations.NullMarked;
