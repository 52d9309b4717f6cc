/**
 * What a watcher of a patient sees, frame by frame. Immutable values, safe on any thread.
 */
@NullMarked
package io.anamnesis.protocol.feed;

import org.jspecify.annotations.NullMarked;
