package io.anamnesis.sharding.cohort;

import java.util.List;

/**
 * How a criterion was evaluated.
 *
 * @param criterion its compact text, cut at {@value #MAX_CHARS} characters
 * @param strategy how, for people
 * @param estimated at most so many rows were expected to be TRUE or UNKNOWN
 * @param asked for so many rows the truth was asked
 * @param certain of them TRUE
 * @param possible of them TRUE or UNKNOWN
 * @param nanos time spent, parts included
 * @param parts in the order in which they were evaluated; what was not looked at is absent
 */
public record Explanation(
        String criterion,
        String strategy,
        long estimated,
        long asked,
        long certain,
        long possible,
        long nanos,
        List<Explanation> parts) {
    static final int MAX_CHARS = 200;
}
