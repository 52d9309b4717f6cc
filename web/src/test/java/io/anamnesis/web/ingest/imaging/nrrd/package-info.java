@NullMarked
package io.anamnesis.web.ingest.imaging.nrrd;

import org.jspecify.annotations.NullMarked;
