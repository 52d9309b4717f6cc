package io.anamnesis.web.ingest.genomic.vcf;

import java.util.Map;

/**
 * What became of an input.
 *
 * @param records rows after the header, blank ones left out
 * @param accepted those that stand
 * @param refusalsByCode how many pieces were refused, those included that were not told one by one
 */
public record VcfReport(long records, long accepted, Map<String, Long> refusalsByCode) {
    public VcfReport {
        refusalsByCode = Map.copyOf(refusalsByCode);
    }
}
