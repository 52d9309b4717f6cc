/**
 * Who has what: modalities by source and age.
 *
 * <p>Enters: the question, perhaps with criteria. Leaves: counts of patients, found where the patients are. On event loops.
 */
@NullMarked
package io.anamnesis.web.inventory;

import org.jspecify.annotations.NullMarked;
