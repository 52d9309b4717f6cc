@NullMarked
package io.anamnesis.web.ingest.imaging.pixel.j2k;

import org.jspecify.annotations.NullMarked;
