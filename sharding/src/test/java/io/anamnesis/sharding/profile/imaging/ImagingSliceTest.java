package io.anamnesis.sharding.profile.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.Embedding;
import io.anamnesis.protocol.message.ImagingInstance;
import io.anamnesis.protocol.message.ImagingMeasurement;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.Origin;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.profile.modality.Evidence;
import io.anamnesis.sharding.profile.modality.Fact;
import io.anamnesis.sharding.profile.modality.Holding;
import io.anamnesis.sharding.profile.modality.Holdings;
import io.anamnesis.sharding.profile.modality.IndexTold;
import io.anamnesis.sharding.profile.modality.ItemChanges;
import io.anamnesis.sharding.profile.modality.SliceForms;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class ImagingSliceTest {
    private static final Source SOURCE = new Source("dicom", null);

    /** A payload and what is known of its message. */
    record Told(ImagingStudy study, Evidence evidence) {}

    private static Told told(int series, int object, int issued, int content) {
        ImagingInstance instance = object == 0
                ? null
                : new ImagingInstance(
                        "1.2." + series + "." + object,
                        "1.2.840.10008.5.1.4.1.1.2",
                        object,
                        1,
                        64,
                        64,
                        "1.2.840.10008.1.2.1",
                        "study " + content,
                        LocalDate.of(2026, 1, 1 + content),
                        "series " + content,
                        null,
                        "{}",
                        List.of("00100010"));
        ImagingStudy study = new ImagingStudy(
                "1." + series % 2,
                "1.2." + series,
                content % 2 == 0 ? "CT" : "MR",
                content % 3 == 0 ? "CHEST" : null,
                content % 4 == 0 ? Map.of() : Map.of("firstorder_Mean", (double) content),
                content % 5 == 0 ? new Embedding("m" + content % 2, new float[] {content, 1}) : null,
                instance,
                content % 3 == 0
                        ? List.of()
                        : List.of(new ImagingMeasurement("Long Axis", content, "mm", null, null, null, null)));
        String id = "m-" + series + "-" + object + "-" + issued + "-" + content;
        return new Told(
                study,
                new Evidence(
                        new Fact(id, issued, 0, 0),
                        SOURCE,
                        new Origin("a.dcm", 0, null),
                        Instant.ofEpochSecond(content)));
    }

    @Provide
    Arbitrary<List<Told>> messages() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 12))
                .as(ImagingSliceTest::told)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20)
                .uniqueElements(told -> told.evidence().fact().id());
    }

    private static ImagingSlice fold(List<Told> messages) {
        ImagingSlice slice = new ImagingSlice(10_000);
        messages.forEach(
                each -> slice.place(new Payload.ImagingPayload(each.study()), each.evidence(), ItemChanges.UNHEARD));
        return slice;
    }

    private static List<Object> shown(ImagingSlice slice) {
        List<Object> shown = new ArrayList<>();
        for (Holdings<?> holdings : slice.holdings()) {
            for (Holding<?> each : holdings.all()) {
                shown.add(List.of(
                        holdings.kind().name(),
                        String.valueOf(each.value()),
                        each.evidence().fact(),
                        each.evidence().observedAt()));
            }
        }
        shown.add(slice.features());
        shown.add(IndexTold.of(slice));
        shown.add(IndexTold.of(slice, 3));
        shown.add(IndexTold.vectors(slice));
        return shown;
    }

    @Property(tries = 300)
    void any_permutation_and_duplication_gives_the_same_slice(
            @ForAll("messages") List<Told> messages, @ForAll Random random) {
        List<Told> other = new ArrayList<>(messages);
        other.addAll(messages.subList(0, random.nextInt(messages.size() + 1)));
        Collections.shuffle(other, random);

        assertThat(shown(fold(other))).isEqualTo(shown(fold(messages)));
    }

    @Property(tries = 200)
    void a_snapshot_read_back_anywhere_changes_nothing(@ForAll("messages") List<Told> messages, @ForAll Random random)
            throws IOException {
        int cut = random.nextInt(messages.size() + 1);
        ImagingSlice before = fold(messages.subList(0, cut));
        Fact[] facts = messages.stream().map(each -> each.evidence().fact()).toArray(Fact[]::new);
        Map<Fact, Integer> places = new HashMap<>();
        for (int i = 0; i < facts.length; i++) {
            places.put(facts[i], i);
        }

        ImagingSlice after = new ImagingSlice(10_000);
        assertThat(SliceForms.read(SliceForms.write(before, places::get), after, i -> facts[i]))
                .isTrue();
        assertThat(shown(after)).isEqualTo(shown(before));
        for (Told each : messages.subList(cut, messages.size())) {
            after.place(new Payload.ImagingPayload(each.study()), each.evidence(), ItemChanges.UNHEARD);
        }
        assertThat(shown(after)).isEqualTo(shown(fold(messages)));
    }

    @Test
    void objects_make_a_tree_with_counts_and_the_latest_study() {
        ImagingSlice slice = fold(List.of(told(0, 1, 1, 4), told(0, 2, 1, 4), told(1, 1, 1, 7)));

        assertThat(slice.features())
                .containsEntry("studies", 2.0)
                .containsEntry("series.CT", 1.0)
                .containsEntry("series.MR", 1.0)
                .containsEntry("instances.CT", 2.0)
                .containsEntry("latest-study-epoch-day", (double)
                        LocalDate.of(2026, 1, 8).toEpochDay());
    }

    @Test
    void a_number_is_the_one_observed_last_with_its_unit_in_the_name() {
        ImagingSlice slice = fold(List.of(told(0, 1, 3, 2), told(1, 1, 1, 5)));

        assertThat(slice.features())
                .containsEntry("radiomics.firstorder_Mean", 5.0)
                .containsEntry("measurement.long-axis-mm", 5.0);
    }

    @Test
    void a_newer_message_that_measures_nothing_takes_back_what_was_measured() {
        assertThat(fold(List.of(told(0, 1, 1, 2), told(0, 1, 2, 12))).features())
                .doesNotContainKey("measurement.long-axis-mm")
                .doesNotContainKey("radiomics.firstorder_Mean");
    }

    @Test
    void each_series_has_a_vector_of_a_model_the_latest_first() {
        assertThat(IndexTold.vectors(
                        fold(List.of(told(0, 1, 1, 5), told(1, 1, 1, 25), told(2, 1, 1, 15), told(2, 2, 1, 3)))))
                .isEqualTo(Map.of("m1", List.of(List.of(25f, 1f), List.of(15f, 1f), List.of(5f, 1f))));
    }

    @Test
    void of_more_vectors_than_are_wanted_the_latest_stay() {
        assertThat(fold(List.of(told(0, 1, 1, 5), told(1, 1, 1, 25))).vectors(1).get("m1"))
                .containsExactly(new float[] {25, 1});
    }

    @Test
    void more_values_of_embeddings_than_the_limit_are_refused_with_both_numbers() {
        // Given
        ImagingSlice slice = new ImagingSlice(10_000);
        Embedding large = new Embedding("m", new float[8_192]);
        long values = 0;

        // When
        for (int series = 0; values + 8_192 <= ImagingSlice.MAX_VECTOR_VALUES; series++, values += 8_192) {
            ImagingStudy study = new ImagingStudy("1", "1." + series, "CT", null, Map.of(), large);
            assertThat(slice.refusal(new Payload.ImagingPayload(study))).isNull();
            slice.place(new Payload.ImagingPayload(study), told(series, 0, 1, 1).evidence(), ItemChanges.UNHEARD);
        }

        // Then
        ImagingStudy next = new ImagingStudy("1", "2", "CT", null, Map.of(), large);
        assertThat(slice.refusal(new Payload.ImagingPayload(next)))
                .isEqualTo(
                        new Rejection.LimitReached("values of image embeddings a patient", 1_000_000, values + 8_192));
    }

    @Test
    void studies_series_and_measurements_are_elements_and_what_has_no_date_has_the_study_s() {
        assertThat(IndexTold.of(fold(List.of(told(0, 1, 1, 4), told(2, 2, 1, 9)))))
                .containsExactly(
                        "measurement 2026-01-10T00:00:00Z [modality:CT, name:long-axis, unit:mm] {value=4.0}",
                        "series 2026-01-10T00:00:00Z [modality:CT, study:1.0] {instances=1.0}",
                        "series 2026-01-10T00:00:00Z [body-site:CHEST, modality:MR, study:1.0] {instances=1.0}",
                        "study 2026-01-10T00:00:00Z [body-site:CHEST, modality:CT, modality:MR, study:1.0] {instances=2.0}");
    }

    @Test
    void more_things_than_the_limit_are_refused_with_both_numbers() {
        ImagingSlice slice = new ImagingSlice(7);
        Told first = told(0, 1, 1, 1);
        slice.place(new Payload.ImagingPayload(first.study()), first.evidence(), ItemChanges.UNHEARD);

        assertThat(slice.refusal(new Payload.ImagingPayload(told(1, 1, 1, 1).study())))
                .isEqualTo(new Rejection.LimitReached("imaging items a patient", 7, 9));
    }
}
