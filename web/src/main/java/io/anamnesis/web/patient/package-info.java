/**
 * Reading one patient: profile, windows, timeline.
 *
 * <p>Enters: GET requests with their caller. Leaves: JSON bodies or problems. On the connection's context; answers hop
 * there.
 */
@NullMarked
package io.anamnesis.web.patient;

import org.jspecify.annotations.NullMarked;
