package io.anamnesis.sharding.index;

import io.anamnesis.protocol.patient.FusionView;

/**
 * How far a node is with the fused vectors of a model.
 *
 * @param model the one that is searched, or that will be when all are done
 * @param done patients who have been fused by it
 * @param patients of the node
 */
public record FusedStatus(FusionView.Model model, long done, long patients) {}
