@NullMarked
package io.anamnesis.web.ingest.imaging.radiomics;

import org.jspecify.annotations.NullMarked;
