package io.anamnesis.protocol.model;

import java.time.Instant;

/**
 * How far a node is with the vectors and scores of the champion.
 *
 * @param node its address in the cluster
 * @param generation of the model that it fuses by; 0 for the default
 * @param model name of that model
 * @param done patients of the node who have been fused by it
 * @param patients of the node
 * @param at when it said so
 */
public record NodeProgress(
        String node, long generation, String model, int version, long done, long patients, Instant at) {}
