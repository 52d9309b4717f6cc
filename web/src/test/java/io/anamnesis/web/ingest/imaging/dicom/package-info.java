@NullMarked
package io.anamnesis.web.ingest.imaging.dicom;

import org.jspecify.annotations.NullMarked;
