package io.anamnesis.sharding.live;

/**
 * What live cohorts cost a node.
 *
 * @param cohorts that live
 * @param changes of patients that were looked at for them, since the start
 * @param judgingNanos what that has taken, on threads of the index
 */
public record LiveFigures(int cohorts, long changes, long judgingNanos) {}
