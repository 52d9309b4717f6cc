/** Tests of what the live profile keeps of genomics. */
@NullMarked
package io.anamnesis.sharding.profile.genomic;

import org.jspecify.annotations.NullMarked;
