package io.anamnesis.web.query;

import io.anamnesis.protocol.query.Coverage;

/**
 * How much of the cluster an answer saw, as it is shown.
 *
 * @param share 0 to 1; below 1 the answer may lack patients
 */
public record CoverageBody(int slices, int of, double share, long patients) {
    /** Of an answer. */
    public static CoverageBody of(Coverage coverage) {
        return new CoverageBody(coverage.slices(), coverage.of(), coverage.share(), coverage.patients());
    }
}
