/**
 * JSON and CBOR forms of what travels, with stable type names and located errors.
 */
@NullMarked
package io.anamnesis.protocol.wire;

import org.jspecify.annotations.NullMarked;
