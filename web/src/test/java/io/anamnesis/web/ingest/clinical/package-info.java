/** Tests of the readers: on small inputs that state the right result, on real exports, and on damaged ones. */
@NullMarked
package io.anamnesis.web.ingest.clinical;

import org.jspecify.annotations.NullMarked;
