package io.anamnesis.sharding.index;

import io.anamnesis.sharding.serving.ServedModel;
import java.util.List;

/**
 * How a node's patients are spread over the bins of its model's histograms.
 *
 * @param patients of the node
 * @param counts by bin, one array a histogram of the model
 */
public record DriftStatus(ServedModel model, long patients, List<long[]> counts) {}
