package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.sharding.column.NumberColumn;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A number of rows by its name, looked up once; {@code age} is that of completed years, {@code imaging.days-since-last} that of days since
 * the last of a modality was observed, 0 where that is yet to come.
 */
final class RowNumber {
    /** A number that is no number of the profile. */
    private static final String AGE = "age";

    private static final String DAYS_SINCE_LAST = ".days-since-last";
    private static final double DAY_MILLIS = 86_400_000;

    /** Makes the number of what a column holds. */
    private interface Reading {
        double of(double held);
    }

    private final List<NumberColumn> columns = new ArrayList<>();
    private final Reading reading;

    RowNumber(PatientColumns patients, String name, Instant now) {
        Optional<Modality> last = modalityOf(name);
        if (name.equals(AGE)) {
            LocalDate today = Ages.today(now);
            columns.add(patients.births());
            reading = held -> Math.max(0, ChronoUnit.YEARS.between(LocalDate.ofEpochDay((long) held), today));
        } else if (last.isPresent()) {
            columns.add(patients.lastObserved(last.get()));
            reading = held -> Math.max(0, (now.toEpochMilli() - held) / DAY_MILLIS);
        } else {
            for (Modality modality : Modality.values()) {
                patients.numbers(modality, name).ifPresent(columns::add);
            }
            reading = held -> held;
        }
    }

    private static Optional<Modality> modalityOf(String name) {
        return Arrays.stream(Modality.values())
                .filter(modality -> name.equals(modality.wireName() + DAYS_SINCE_LAST))
                .findFirst();
    }

    /** The row's number, or NaN. */
    double get(int row) {
        for (NumberColumn column : columns) {
            double value = column.get(row);
            if (!Double.isNaN(value)) {
                return reading.of(value);
            }
        }
        return Double.NaN;
    }
}
