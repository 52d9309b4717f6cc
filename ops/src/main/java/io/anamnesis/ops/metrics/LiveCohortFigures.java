package io.anamnesis.ops.metrics;

/**
 * What live cohorts cost a node.
 *
 * @param cohorts that live
 * @param changes of patients that were looked at for them, since the start
 * @param judgingSeconds what that has taken
 */
public record LiveCohortFigures(int cohorts, long changes, double judgingSeconds) {}
