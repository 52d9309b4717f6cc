/**
 * How messages between nodes become bytes: CBOR by the mappers of the protocol, actor references as their text.
 */
@NullMarked
package io.anamnesis.sharding.wire;

import org.jspecify.annotations.NullMarked;
