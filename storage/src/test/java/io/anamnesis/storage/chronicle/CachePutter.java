package io.anamnesis.storage.chronicle;

import com.typesafe.config.ConfigFactory;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.storage.Samples;
import java.nio.file.Path;

/** The main of a process that a test kills while it puts: prints each round that it has finished. */
final class CachePutter {
    static final int PATIENTS = 500;
    static final int SLICE = 3;

    private CachePutter() {}

    public static void main(String[] arguments) {
        try (ChronicleDigestCache cache =
                new ChronicleDigestCache(DigestCacheSettings.from(ConfigFactory.load()), Path.of(arguments[0]))) {
            for (long round = 1; round < Long.MAX_VALUE; round++) {
                for (int i = 0; i < PATIENTS; i++) {
                    cache.put(Samples.digest(patient(i), SLICE, round));
                }
                System.out.println("round " + round);
            }
        }
    }

    static PatientId patient(int index) {
        return new PatientId("patient-" + index);
    }
}
