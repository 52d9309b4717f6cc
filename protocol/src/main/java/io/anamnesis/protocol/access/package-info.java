/**
 * Who asks and why. Immutable values, safe on any thread.
 */
@NullMarked
package io.anamnesis.protocol.access;

import org.jspecify.annotations.NullMarked;
