/** Tests of the routes of quality. */
@NullMarked
package io.anamnesis.web.quality;

import org.jspecify.annotations.NullMarked;
