/**
 * Quality to the outside: counts of rules, and what was kept aside.
 *
 * <p>Enters: HTTP requests. Leaves: JSON. On event loops.
 */
@NullMarked
package io.anamnesis.web.quality;

import org.jspecify.annotations.NullMarked;
