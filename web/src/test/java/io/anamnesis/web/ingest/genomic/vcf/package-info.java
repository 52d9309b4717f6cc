/** Tests of the readers of VCF and BCF, on small inputs and on real files. */
@NullMarked
package io.anamnesis.web.ingest.genomic.vcf;

import org.jspecify.annotations.NullMarked;
