/** Tests of what the readers share. */
@NullMarked
package io.anamnesis.web.ingest.reading;

import org.jspecify.annotations.NullMarked;
