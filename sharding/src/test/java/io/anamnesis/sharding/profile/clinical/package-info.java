/** Tests of what the profile keeps of clinical records. */
@NullMarked
package io.anamnesis.sharding.profile.clinical;

import org.jspecify.annotations.NullMarked;
