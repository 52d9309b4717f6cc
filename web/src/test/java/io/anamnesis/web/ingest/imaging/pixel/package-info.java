@NullMarked
package io.anamnesis.web.ingest.imaging.pixel;

import org.jspecify.annotations.NullMarked;
