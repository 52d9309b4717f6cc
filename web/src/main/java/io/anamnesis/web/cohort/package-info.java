/**
 * {@code /v1/cohorts/...}: who fits, how many, and what they are like.
 *
 * <p>Enters: criteria with projection, order and cursor as JSON. Leaves: a page as JSON, or all rows as NDJSON, page after page as the
 * client takes them. Everything runs on the request's context.
 */
@NullMarked
package io.anamnesis.web.cohort;

import org.jspecify.annotations.NullMarked;
