package io.anamnesis.web.ingest.wearable;

import java.util.Map;

/**
 * What became of an input. A row is a record of a table, an element of a JSON array or a whole JSON document; preambles,
 * headers, section marks and blank lines aren't rows. Always {@code acceptedRows + refusedRows == rows}.
 *
 * @param format the format's name; {@code zip} for an archive of files
 * @param rows rows seen
 * @param acceptedRows rows that gave at least one sample
 * @param refusedRows rows that gave none
 * @param samples samples given; a row may give several
 * @param refusalsByCode refusals by code. A refused row counts once. A refused cell of an accepted row counts too, so the
 *     sum is at least {@code refusedRows}
 */
public record ReadReport(
        String format, long rows, long acceptedRows, long refusedRows, long samples, Map<String, Long> refusalsByCode) {

    /** @throws IllegalArgumentException where the rows don't add up */
    public ReadReport {
        if (acceptedRows + refusedRows != rows) {
            throw new IllegalArgumentException(
                    acceptedRows + " accepted and " + refusedRows + " refused rows are not " + rows);
        }
        refusalsByCode = Map.copyOf(refusalsByCode);
    }
}
