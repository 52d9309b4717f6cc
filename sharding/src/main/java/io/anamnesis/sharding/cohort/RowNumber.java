package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.sharding.column.NumberColumn;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** A number of rows by its name, looked up once; {@code age} is that of completed years. */
final class RowNumber {
    /** A number that is no number of the profile. */
    private static final String AGE = "age";

    private final List<NumberColumn> columns = new ArrayList<>();
    private final boolean age;
    private final LocalDate today;

    RowNumber(PatientColumns patients, String name, Instant now) {
        this.age = name.equals(AGE);
        this.today = Ages.today(now);
        if (age) {
            columns.add(patients.births());
        } else {
            for (Modality modality : Modality.values()) {
                patients.numbers(modality, name).ifPresent(columns::add);
            }
        }
    }

    /** The row's number, or NaN. */
    double get(int row) {
        for (NumberColumn column : columns) {
            double value = column.get(row);
            if (!Double.isNaN(value)) {
                return age ? Math.max(0, ChronoUnit.YEARS.between(LocalDate.ofEpochDay((long) value), today)) : value;
            }
        }
        return Double.NaN;
    }
}
