/** Tests of what all slices share, and what the tests of each need of it. */
@NullMarked
package io.anamnesis.sharding.profile.modality;

import org.jspecify.annotations.NullMarked;
