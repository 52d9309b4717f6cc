@NullMarked
package io.anamnesis.web.ingest.imaging.stow;

import org.jspecify.annotations.NullMarked;
