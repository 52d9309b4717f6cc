/**
 * What {@code reference.conf} of this module says, read once into typed values. Enters: a config. Leaves: immutable records.
 */
@NullMarked
package io.anamnesis.sharding.settings;

import org.jspecify.annotations.NullMarked;
