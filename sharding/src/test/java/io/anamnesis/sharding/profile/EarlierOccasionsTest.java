package io.anamnesis.sharding.profile;

import static io.anamnesis.sharding.profile.YearsOfMessages.day;
import static io.anamnesis.sharding.profile.YearsOfMessages.glucose;
import static io.anamnesis.sharding.profile.YearsOfMessages.imaging;
import static io.anamnesis.sharding.profile.YearsOfMessages.study;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.protocol.message.ImagingMeasurement;
import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.port.Occasion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

@Domain(YearsOfMessages.class)
@Domain(DomainContext.Global.class)
final class EarlierOccasionsTest {

    private static List<Occasion> earlier(Modality modality, List<ModalityMessage> messages) {
        return earlier(Messages.folded(messages), modality);
    }

    /** What the entity is given, which is what the digest tells. */
    private static List<Occasion> earlier(ProfileViews views, Modality modality) {
        List<Occasion> earlier = Objects.requireNonNull(views.earlier().get(modality));
        assertThat(Objects.requireNonNull(
                                views.digest(views.profile(), 0).parts().get(modality))
                        .earlier())
                .isEqualTo(earlier);
        return earlier;
    }

    @Test
    void studies_before_the_latest_have_the_numbers_that_were_measured_in_them() {
        // Given three measured studies, and one in which nothing was
        ImagingStudy report = new ImagingStudy(
                "1.2.2",
                "1.2.2.9",
                "SR",
                null,
                Map.of(),
                null,
                null,
                List.of(new ImagingMeasurement("Diameter", 11, "mm", null, null, null, null)));
        ProfileViews views = Messages.folded(List.of(
                study(2, 40, 1, Map.of("volume-mm3", 20.0)),
                study(3, 90, 1, Map.of("volume-mm3", 30.0)),
                study(1, 10, 1, Map.of("volume-mm3", 10.0, "sphericity", 0.5)),
                study(4, 99, 1, Map.of()),
                imaging(2, 41, 2, report)));

        // Then
        List<Occasion> earlier = earlier(views, Modality.IMAGING);
        assertThat(earlier)
                .containsExactly(
                        Occasion.of(
                                Occasion.STUDY,
                                "1.2.2",
                                day(40),
                                day(41),
                                Map.of(
                                        "imaging.radiomics.volume-mm3",
                                        20,
                                        "imaging.measurement.diameter-mm",
                                        11,
                                        "imaging.series.CT",
                                        1,
                                        "imaging.series.SR",
                                        1)),
                        Occasion.of(
                                Occasion.STUDY,
                                "1.2.1",
                                day(10),
                                day(10),
                                Map.of(
                                        "imaging.radiomics.volume-mm3",
                                        10,
                                        "imaging.radiomics.sphericity",
                                        0.5,
                                        "imaging.series.CT",
                                        1)));
        assertThat(ProfileViews.numbers(views.profile()).get(Modality.IMAGING))
                .containsEntry("imaging.radiomics.volume-mm3", 30.0);
    }

    @Test
    void no_more_are_told_than_the_settings_say_the_most_recent_first() {
        List<ModalityMessage> messages = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            messages.add(study(i, 10 * i, 1, Map.of("volume-mm3", (double) i)));
        }

        assertThat(earlier(Modality.IMAGING, messages))
                .extracting(Occasion::id)
                .containsExactly("1.2.7", "1.2.6", "1.2.5");
    }

    @Test
    void earlier_weeks_of_wearables_say_what_the_fortnight_said_then() {
        // Given a sensor that was worn for ten days, half a year before it was worn for six weeks
        List<ModalityMessage> longAgo = new ArrayList<>();
        List<ModalityMessage> messages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            longAgo.add(glucose(i, 180 + i));
        }
        messages.addAll(longAgo);
        for (int i = 200; i < 242; i++) {
            messages.add(glucose(i, i < 220 ? 100 : 140));
        }

        List<Occasion> earlier = earlier(Modality.WEARABLES, messages);

        // Then
        assertThat(earlier).extracting(Occasion::kind).containsOnly(Occasion.WINDOW);
        assertThat(earlier).extracting(Occasion::until).containsExactly(day(227), day(213), day(17));
        assertThat(earlier).extracting(Occasion::from).containsExactly(day(213), day(199), day(3));
        assertThat(earlier.get(0).number("glucose.mean[14d]")).isEqualTo(120f);
        assertThat(earlier.get(1).number("glucose.mean[14d]")).isEqualTo(100f);
        assertThat(earlier.get(2).number("glucose.count[14d]")).isEqualTo(7f);
        assertThat(earlier.get(2).number("glucose.mean[24h]")).isNaN();
        // as it was on the evening of the last day of then
        Map<String, Double> then = Objects.requireNonNull(
                ProfileViews.numbers(Messages.folded(longAgo.subList(3, 10)).profile())
                        .get(Modality.WEARABLES));
        assertThat(earlier.get(2).size()).isGreaterThan(5);
        for (int i = 0; i < earlier.get(2).size(); i++) {
            assertThat((double) earlier.get(2).value(i))
                    .as(earlier.get(2).name(i))
                    .isEqualTo(then.get(earlier.get(2).name(i)), within(1e-3));
        }
    }

    @Test
    void a_sample_that_comes_late_corrects_the_weeks_it_is_of_and_leaves_the_others_the_same_objects() {
        Profile profile = new Profile(Messages.settings());
        ProfileViews views = new ProfileViews(Messages.PATIENT, profile);
        for (int i = 0; i < 45; i++) {
            profile.apply(Messages.event(i + 1, glucose(i, 100)));
        }
        List<Occasion> before = earlier(views, Modality.WEARABLES);

        profile.apply(Messages.event(46, Messages.glucose("late", YearsOfMessages.MINUTES_A_DAY + 60, 250)));
        List<Occasion> after = earlier(views, Modality.WEARABLES);

        assertThat(after).hasSize(3);
        assertThat(after.get(0)).isSameAs(before.get(0));
        assertThat(after.get(1)).isSameAs(before.get(1));
        assertThat(after.get(2).number("glucose.count[14d]"))
                .isEqualTo(before.get(2).number("glucose.count[14d]") + 1);
    }

    @Property(tries = 200)
    void order_changes_nothing_and_neither_does_letting_go_of_samples(
            @ForAll List<ModalityMessage> messages, @ForAll Random random) {
        List<ModalityMessage> shuffled = new ArrayList<>(messages);
        Collections.shuffle(shuffled, random);
        Profile frozen = new Profile(Messages.settings());
        messages.forEach(message -> frozen.apply(Messages.event(frozen.seq() + 1, message)));
        frozen.freeze();

        Map<Modality, List<Occasion>> earlier = Messages.folded(messages).earlier();

        assertThat(Messages.folded(shuffled).earlier()).isEqualTo(earlier);
        assertThat(new ProfileViews(Messages.PATIENT, frozen).earlier()).isEqualTo(earlier);
    }

    @Property(tries = 200)
    void a_study_without_its_messages_never_was(@ForAll List<ModalityMessage> messages) {
        ProfileViews all = Messages.folded(messages);
        List<Occasion> studies = all.earlier().getOrDefault(Modality.IMAGING, List.of());
        if (studies.isEmpty()) {
            return;
        }
        String gone = Objects.requireNonNull(studies.get(0).id());

        List<Occasion> left = Messages.folded(messages.stream()
                        .filter(message -> !(message.payload() instanceof Payload.ImagingPayload imaging
                                && imaging.study().studyInstanceUid().equals(gone)))
                        .toList())
                .earlier()
                .getOrDefault(Modality.IMAGING, List.of());

        List<Occasion> expected = studies.subList(1, studies.size());
        assertThat(left.subList(0, expected.size())).isEqualTo(expected);
        assertThat(left.size()).isBetween(expected.size(), expected.size() + 1);
    }
}
