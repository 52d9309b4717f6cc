package io.anamnesis.protocol.query;

import io.anamnesis.protocol.message.PatientId;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where a row stands in an order: what a page goes on behind, whatever has changed in between.
 *
 * @param value of the number that rows are ordered by; null where the patient has none, or rows are ordered by patient
 */
public record RowPlace(@Nullable Double value, PatientId patient) {
    /** Places in the order. */
    public static Comparator<RowPlace> in(RowOrder order) {
        Comparator<Double> numbers = order.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing(RowPlace::value, Comparator.nullsLast(numbers))
                .thenComparing(RowPlace::patient);
    }
}
