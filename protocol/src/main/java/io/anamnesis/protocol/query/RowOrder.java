package io.anamnesis.protocol.query;

import org.jspecify.annotations.Nullable;

/**
 * The order of rows. Patients without the number come last; of equals the lesser patient id comes first.
 *
 * @param by the name of a number, or null for patient ids alone
 * @param descending the greatest number first; says nothing where there is no number
 */
public record RowOrder(@Nullable String by, boolean descending) {
    /** By patient id. */
    public static final RowOrder BY_PATIENT = new RowOrder(null, false);
}
