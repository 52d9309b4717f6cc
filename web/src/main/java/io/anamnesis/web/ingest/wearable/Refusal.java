package io.anamnesis.web.ingest.wearable;

import org.jspecify.annotations.Nullable;

/**
 * Why a row, or one cell of an accepted row, gave no sample.
 *
 * @param line where the row begins, from 1, counted as in {@link WearableSample#line()}
 * @param element where in the row or document: a column, {@code [3]} for an element of a JSON array, {@code entry 2} for a
 *     file in a zip; null for the row as a whole
 * @param code permanent, kebab-case
 * @param reason for people; holds no clinical value and no name
 */
public record Refusal(long line, @Nullable String element, String code, String reason) {}
