package io.anamnesis.sharding.serving;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.port.Digest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a model may look at of one patient. */
public interface PatientNumbers {
    /** Whether any message of the modality was accepted. */
    boolean present(Modality modality);

    /** The number of that full name, such as {@code glucose.mean[14d]}; NaN where the patient has none. */
    double number(Modality modality, String name);

    /** Out of maps by modality; a modality that is missing has none. */
    static PatientNumbers of(Map<Modality, Map<String, Double>> numbers) {
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
        };
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
