package io.anamnesis.sharding.training;

/** What is known of each patient of a training set. */
public sealed interface Labels permits ClassLabels, SurvivalLabels {

    /** Number of patients. */
    int size();

    /** Of these patients, in this order; one may come several times. */
    Labels rows(int[] rows);

    /** What a split must keep in proportion: the class, or whether there was an event. */
    int stratum(int row);
}
