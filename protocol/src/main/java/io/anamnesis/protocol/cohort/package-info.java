/**
 * Live cohorts in words: named standing queries, who is in them, who came and who left. Immutable values, safe on any thread.
 */
@NullMarked
package io.anamnesis.protocol.cohort;

import org.jspecify.annotations.NullMarked;
