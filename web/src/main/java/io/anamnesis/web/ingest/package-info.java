/**
 * Uploads: bytes become messages, messages become commands, answers become a report.
 *
 * <p>Enters: request bodies and their caller. Leaves: {@code Record} commands, in the order of the input, and a report as
 * NDJSON. A request is confined to its connection's context; answers of patients hop there in batches
 * ({@link io.anamnesis.web.ingest.OutcomeQueue}). At every place where input could run ahead of output there is a bound,
 * and beyond it the request is not read on.
 */
@NullMarked
package io.anamnesis.web.ingest;

import org.jspecify.annotations.NullMarked;
