/** Tests of the reader, on small inputs that state the right result and on a real study. */
@NullMarked
package io.anamnesis.web.ingest.genomic.maf;

import org.jspecify.annotations.NullMarked;
