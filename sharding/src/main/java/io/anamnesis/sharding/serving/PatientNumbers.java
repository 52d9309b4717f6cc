package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model may look at of one patient. */
public interface PatientNumbers {
    /** Whether any message of the modality was accepted. */
    boolean present(Modality modality);

    /** The number of that full name, such as {@code glucose.mean[14d]}; NaN where the patient has none. */
    double number(Modality modality, String name);

    /** When the modality was last observed, in milliseconds since 1970; NaN where it is missing or that is not known. */
    double lastObserved(Modality modality);

    /** What came before what the numbers tell of, the latest first. */
    default List<Occasion> earlier(Modality modality) {
        return List.of();
    }

    /** Out of maps by modality, of unknown age; a modality that is missing has none. */
    static PatientNumbers of(Map<Modality, Map<String, Double>> numbers) {
        return of(numbers, Map.of());
    }

    /** As below, nothing having been there before. */
    static PatientNumbers of(Map<Modality, Map<String, Double>> numbers, Map<Modality, Instant> lastObserved) {
        return of(numbers, lastObserved, Map.of());
    }

    /**
     * As above.
     *
     * @param lastObserved of each modality of which it is known
     * @param earlier what came before what the numbers tell of, the latest first
     */
    static PatientNumbers of(
            Map<Modality, Map<String, Double>> numbers,
            Map<Modality, Instant> lastObserved,
            Map<Modality, List<Occasion>> earlier) {
        return new PatientNumbers() {
            @Override
            public boolean present(Modality modality) {
                return numbers.containsKey(modality);
            }

            @Override
            public double number(Modality modality, String name) {
                Map<String, Double> known = numbers.get(modality);
                return orNaN(known == null ? null : known.get(name));
            }

            @Override
            public double lastObserved(Modality modality) {
                return millis(lastObserved.get(modality));
            }

            @Override
            public List<Occasion> earlier(Modality modality) {
                return earlier.getOrDefault(modality, List.of());
            }
        };
    }

    /** Out of a digest: the same numbers as the live profile's of that moment. */
    static PatientNumbers of(Digest digest) {
        return new PatientNumbers() {
            @Override
            public boolean present(Modality modality) {
                return digest.parts().containsKey(modality);
            }

            @Override
            public double number(Modality modality, String name) {
                Digest.Part part = digest.parts().get(modality);
                return orNaN(part == null ? null : part.numbers().get(name));
            }

            @Override
            public double lastObserved(Modality modality) {
                Digest.Part part = digest.parts().get(modality);
                return millis(part == null ? null : part.lastObservedAt());
            }

            @Override
            public List<Occasion> earlier(Modality modality) {
                Digest.Part part = digest.parts().get(modality);
                return part == null ? List.of() : part.earlier();
            }
        };
    }

    /** Out of columns, which must not change meanwhile. */
    static PatientNumbers of(PatientColumns columns, int row) {
        return new PatientNumbers() {
            @Override
            public boolean present(Modality modality) {
                return columns.present(modality).contains(row);
            }

            @Override
            public double number(Modality modality, String name) {
                return columns.numbers(modality, name)
                        .map(column -> column.get(row))
                        .orElse(Double.NaN);
            }

            @Override
            public double lastObserved(Modality modality) {
                return columns.lastObserved(modality).get(row);
            }

            @Override
            public List<Occasion> earlier(Modality modality) {
                return columns.earlier(modality, row);
            }
        };
    }

    private static double millis(@Nullable Instant at) {
        return at == null ? Double.NaN : at.toEpochMilli();
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
