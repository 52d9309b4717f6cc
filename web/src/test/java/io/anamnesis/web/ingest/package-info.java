@NullMarked
package io.anamnesis.web.ingest;

import org.jspecify.annotations.NullMarked;
