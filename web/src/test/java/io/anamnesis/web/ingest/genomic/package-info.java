/** Tests of genomic documents from the bytes to the findings. */
@NullMarked
package io.anamnesis.web.ingest.genomic;

import org.jspecify.annotations.NullMarked;
