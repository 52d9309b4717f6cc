/**
 * Reads exports of wearables: glucose sensors, activity trackers, scales.
 *
 * <p>Enters: an {@link java.io.InputStream} of any listed format, plain, gzip or zip. Leaves, row by row: samples or
 * refusals, then one {@link io.anamnesis.web.ingest.wearable.ReadReport}. Parsing blocks, so it runs on the thread of the
 * caller, which is a named, bounded executor and never an event loop. Memory does not grow with the input: where a second
 * pass is needed, the input is set aside in a temporary file that is deleted before the call returns.
 */
@NullMarked
package io.anamnesis.web.ingest.wearable;

import org.jspecify.annotations.NullMarked;
