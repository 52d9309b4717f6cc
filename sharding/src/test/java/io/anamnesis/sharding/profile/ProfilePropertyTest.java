package io.anamnesis.sharding.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.WindowView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ProfilePropertyTest {
    private record Shown(
            Object modalities, List<ProfileView.MetricView> metrics, Map<String, List<WindowView>> windows) {}

    /** What is said of the patient, without what is said of the order in which it was heard. */
    private static Shown shown(Profile profile) {
        ProfileViews views = new ProfileViews(Messages.PATIENT, profile);
        ProfileView view = views.profile();
        Map<String, List<WindowView>> windows = new java.util.TreeMap<>();
        for (ProfileView.MetricView metric : view.wearables()) {
            windows.put(
                    metric.metric(),
                    views.windows(metric.metric(), Instant.MIN, Instant.MAX, 10_000).windows().stream()
                            .map(ProfilePropertyTest::withoutCorrections)
                            .toList());
        }
        Map<Object, Object> modalities = new java.util.HashMap<>();
        view.modalities()
                .forEach((modality, state) -> modalities.put(
                        modality,
                        List.of(
                                state.present(),
                                state.messages(),
                                String.valueOf(state.firstObservedAt()),
                                String.valueOf(state.lastObservedAt()))));
        return new Shown(modalities, view.wearables(), windows);
    }

    private static WindowView withoutCorrections(WindowView w) {
        return new WindowView(
                w.metric(),
                w.unit(),
                w.start(),
                w.end(),
                w.count(),
                w.mean(),
                w.sd(),
                w.min(),
                w.max(),
                0,
                w.closed(),
                w.glucose());
    }

    /** Few times, devices and issue times, so that samples collide. */
    @Provide
    Arbitrary<List<ModalityMessage>> messages() {
        Arbitrary<long[]> minutes = Arbitraries.longs()
                .between(0, 40)
                .map(slot -> slot * 25)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(8);
        Arbitrary<Integer> seeds = Arbitraries.integers();
        Arbitrary<Integer> issued = Arbitraries.integers().between(0, 3);
        Arbitrary<String> devices = Arbitraries.of("d-1", "d-2", "");
        Arbitrary<String> metrics = Arbitraries.of("glucose", "glucose", "heart-rate");
        return Combinators.combine(minutes, seeds, issued, devices, metrics)
                .as((times, seed, issuedAt, device, metric) -> {
                    Random random = new Random(seed);
                    double[] values = random.doubles(times.length, 40, 400)
                            .map(v -> Math.rint(v * 10) / 10)
                            .toArray();
                    return Messages.wearable(
                            "m-" + Integer.toHexString(seed) + times.length + issuedAt + device + metric,
                            metric,
                            metric.equals("glucose") ? "mg/dL" : "/min",
                            device,
                            issuedAt,
                            times,
                            values);
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .uniqueElements(ModalityMessage::id);
    }

    private static Profile fold(List<ModalityMessage> messages) {
        Profile profile = new Profile(Messages.settings());
        long seq = 0;
        for (ModalityMessage message : messages) {
            profile.apply(Messages.event(++seq, message));
        }
        return profile;
    }

    @Property(tries = 300)
    void any_permutation_and_duplication_gives_the_same_profile(
            @ForAll("messages") List<ModalityMessage> messages, @ForAll Random random) {
        List<ModalityMessage> other = new ArrayList<>(messages);
        other.addAll(messages.subList(0, random.nextInt(messages.size() + 1)));
        Collections.shuffle(other, random);

        assertThat(shown(fold(other))).isEqualTo(shown(fold(messages)));
    }

    @Property(tries = 150)
    void a_snapshot_taken_anywhere_changes_nothing(
            @ForAll("messages") List<ModalityMessage> messages, @ForAll Random random) {
        int cut = random.nextInt(messages.size() + 1);
        Profile before = fold(messages.subList(0, cut));
        Profile after = ProfileSnapshot.read(Messages.settings(), ProfileSnapshot.write(before));
        assertThat(after).isNotNull();
        assertThat(new ProfileViews(Messages.PATIENT, after).profile())
                .isEqualTo(new ProfileViews(Messages.PATIENT, before).profile());
        long seq = cut;
        for (ModalityMessage message : messages.subList(cut, messages.size())) {
            after.apply(Messages.event(++seq, message));
        }
        assertThat(shown(after)).isEqualTo(shown(fold(messages)));
    }
}
