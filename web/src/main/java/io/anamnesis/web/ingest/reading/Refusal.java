package io.anamnesis.web.ingest.reading;

import org.jspecify.annotations.Nullable;

/**
 * Why a piece of an input, or a part of an accepted piece, gave nothing.
 *
 * @param line where the piece begins, from 1; 0 where the input has no lines
 * @param element where in the row or document: a column, {@code [3]} for an element of a JSON array, {@code entry 2} for a
 *     file in a zip; null for the row as a whole
 * @param code permanent, kebab-case
 * @param reason for people; holds no clinical value and no name
 */
public record Refusal(long line, @Nullable String element, String code, String reason) {}
