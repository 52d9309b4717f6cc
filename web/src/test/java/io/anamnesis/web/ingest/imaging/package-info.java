@NullMarked
package io.anamnesis.web.ingest.imaging;

import org.jspecify.annotations.NullMarked;
