package io.anamnesis.sharding.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.protocol.port.Occasion;
import io.anamnesis.sharding.column.PatientColumns;
import io.anamnesis.storage.digest.DigestBody;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What earlier studies and days take: a patient with four studies of a hundred radiomics numbers and ten weeks of glucose every five minutes. */
final class EarlierCostTest {
    private static final int PATIENTS = 200;
    private static final int SAMPLES_A_DAY = 288;

    private static Digest digest() {
        Profile profile = new Profile(Messages.settings());
        for (int study = 0; study < 4; study++) {
            Map<String, Double> radiomics = new TreeMap<>();
            for (int i = 0; i < 100; i++) {
                radiomics.put("original-glszm-some-longer-name-" + i, study + i / 7.0);
            }
            profile.apply(Messages.event(profile.seq() + 1, YearsOfMessages.study(study, 180 * study, 1, radiomics)));
        }
        for (int day = 0; day < 70; day++) {
            long[] minutes = new long[SAMPLES_A_DAY];
            double[] values = new double[SAMPLES_A_DAY];
            for (int i = 0; i < minutes.length; i++) {
                minutes[i] = YearsOfMessages.MINUTES_A_DAY * (long) day + 5L * i;
                values[i] = 120 + 60 * Math.sin(day + i / 20.0);
            }
            profile.apply(Messages.event(
                    profile.seq() + 1,
                    Messages.wearable("w-" + day, "glucose", "mg/dL", "d-1", minutes[287], minutes, values)));
        }
        ProfileViews views = new ProfileViews(Messages.PATIENT, profile);
        return views.digest(views.profile(), 0);
    }

    private static Digest withoutEarlier(Digest digest) {
        Map<Modality, Digest.Part> parts = new EnumMap<>(Modality.class);
        digest.parts()
                .forEach((modality, part) -> parts.put(
                        modality,
                        new Digest.Part(
                                part.seq(),
                                part.firstObservedAt(),
                                part.lastObservedAt(),
                                part.elements(),
                                part.truncated(),
                                part.numbers(),
                                part.vectors())));
        return new Digest(digest.patient(), digest.slice(), digest.seq(), parts);
    }

    /** Bytes of heap a patient of an index that has so many of them. */
    private static long indexed(Digest digest) {
        PatientColumns columns = new PatientColumns();
        for (int i = 0; i < PATIENTS; i++) {
            columns.apply(new Digest(new PatientId("p-" + i), 0, 1, digest.parts()));
        }
        return columns.bytes() / PATIENTS;
    }

    @Test
    void three_studies_and_three_fortnights_before_are_a_few_kilobytes_stored_and_in_the_index() {
        Digest whole = digest();
        Digest now = withoutEarlier(whole);

        int stored = DigestBody.encode(whole).length;
        int before = DigestBody.encode(now).length;
        long indexed = indexed(whole);
        long indexedBefore = indexed(now);
        long awake = whole.parts().values().stream()
                .flatMap(part -> part.earlier().stream())
                .mapToLong(Occasion::bytes)
                .sum();
        List<Integer> numbers = whole.parts().values().stream()
                .flatMap(part -> part.earlier().stream())
                .map(Occasion::size)
                .toList();

        System.out.printf(
                Locale.ROOT,
                "earlier occasions of %s numbers: stored %d bytes, %d without; index %d bytes a patient, %d without; awake %d%n",
                numbers,
                stored,
                before,
                indexed,
                indexedBefore,
                awake);
        assertThat(numbers).hasSize(6);
        assertThat(stored - before).isBetween(1, 16_000);
        assertThat(indexed - indexedBefore).isBetween(awake, awake + 600);
        assertThat(awake).isLessThan(6_000);
    }

    @Test
    void a_removed_patient_leaves_no_earlier_occasion_in_the_index() {
        Digest whole = digest();
        PatientColumns columns = new PatientColumns();
        int row = columns.apply(whole).row();
        long full = columns.bytes();
        assertThat(columns.earlier(Modality.IMAGING, row)).hasSize(3);

        columns.remove(whole.patient());

        assertThat(columns.earlier(Modality.IMAGING, row)).isEmpty();
        assertThat(full - columns.bytes()).isGreaterThan(3_000);
    }
}
