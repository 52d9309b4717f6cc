/** Tests of what every reader of files shares. */
@NullMarked
package io.anamnesis.web.ingest.reading;

import org.jspecify.annotations.NullMarked;
