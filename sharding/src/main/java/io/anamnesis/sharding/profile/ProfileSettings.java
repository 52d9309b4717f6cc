package io.anamnesis.sharding.profile;

import io.anamnesis.sharding.profile.genomic.GenePanel;
import java.time.Duration;
import java.time.ZoneId;

/**
 * What the fold is told.
 *
 * @param catalogue the metrics
 * @param zone the civil zone of day-wise features such as MODD
 * @param latenessHorizon samples stay in memory this long behind the latest one, in event time; at least 15 days, because
 *     the 14-day features are made of them
 * @param freezeAfterEvents a window behind the horizon is reduced to its sums once so many events have left it alone
 * @param futureTolerance how far ahead of the clock an observed time may lie
 * @param maxMessages the most messages a patient may have
 * @param maxSeries the most series a patient may have
 * @param genePanel the genes that get features of their own
 * @param maxItems the most things (variants, resources, …) a patient may have of one modality
 * @param maxIndexElements the most elements that the index is told of, of one modality of a patient; at least 100
 * @param maxIndexVectors the most vectors that the index is told of, of one space of a patient
 * @param maxEarlier the most earlier studies, or windows, of one modality of a patient that models may look at; 0 to {@value #MOST_EARLIER}
 */
public record ProfileSettings(
        MetricCatalogue catalogue,
        ZoneId zone,
        Duration latenessHorizon,
        int freezeAfterEvents,
        Duration futureTolerance,
        long maxMessages,
        int maxSeries,
        int maxItems,
        int maxIndexElements,
        int maxIndexVectors,
        int maxEarlier,
        GenePanel genePanel) {
    static final int MOST_EARLIER = 15;

    public ProfileSettings {
        if (latenessHorizon.compareTo(Duration.ofDays(15)) < 0) {
            throw new IllegalArgumentException("the lateness horizon is at least 15 days, here " + latenessHorizon);
        }
        if (maxIndexElements < 100 || maxIndexVectors < 0) {
            throw new IllegalArgumentException(
                    "at least 100 elements of a modality for the index and no less than 0 vectors," + " here "
                            + maxIndexElements + " and " + maxIndexVectors);
        }
        if (maxEarlier < 0 || maxEarlier > MOST_EARLIER) {
            throw new IllegalArgumentException(
                    "0 to " + MOST_EARLIER + " earlier studies or windows of a modality, here " + maxEarlier);
        }
    }
}
