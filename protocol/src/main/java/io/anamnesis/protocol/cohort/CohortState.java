package io.anamnesis.protocol.cohort;

/**
 * How a cohort stands.
 *
 * @param seq of the last change; 0 before the first
 * @param members after that change
 * @param settledSlices slices of the index whose patients have been judged by this version as a whole and are watched since; while they
 *     are fewer than {@code slices}, members of the others are those of before
 */
public record CohortState(LiveCohort cohort, long seq, long members, int settledSlices, int slices) {}
