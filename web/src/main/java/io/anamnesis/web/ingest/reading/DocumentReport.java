package io.anamnesis.web.ingest.reading;

import java.util.Map;

/**
 * What became of an input.
 *
 * @param documents documents seen: one, or as many as an archive has
 * @param documentsByFormat those that were recognised, by the format's name
 * @param findings what was found, each one message
 * @param refusalsByCode pieces that gave nothing, by code
 */
public record DocumentReport(
        long documents, Map<String, Long> documentsByFormat, long findings, Map<String, Long> refusalsByCode) {
    public DocumentReport {
        documentsByFormat = Map.copyOf(documentsByFormat);
        refusalsByCode = Map.copyOf(refusalsByCode);
    }
}
