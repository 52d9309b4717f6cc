package io.anamnesis.sharding.profile;

import static io.anamnesis.sharding.profile.Messages.PATIENT;
import static io.anamnesis.sharding.profile.Messages.START;
import static io.anamnesis.sharding.profile.Messages.event;
import static io.anamnesis.sharding.profile.Messages.glucose;
import static io.anamnesis.sharding.profile.Messages.wearable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.ProfileView;
import io.anamnesis.protocol.patient.WindowView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ProfileTest {
    private static final int DAY = 24 * 60;

    private final Profile profile = new Profile(Messages.settings());
    private final ProfileViews views = new ProfileViews(PATIENT, profile);
    private long seq;

    private FeedFrame.Delta given(ModalityMessage message) {
        var event = event(++seq, message);
        return ProfileViews.delta(event, seq - 1, profile.apply(event));
    }

    private List<WindowView> windows(String metric) {
        return views.windows(metric, Instant.MIN, Instant.MAX, 10_000).windows();
    }

    @Test
    void a_window_tells_count_mean_spread_extremes_and_ranges() {
        given(wearable(
                "a", "glucose", "mg/dL", "d", 0, new long[] {0, 5, 10, 15, 20}, new double[] {50, 60, 70, 181, 300}));

        WindowView window = windows("glucose").get(0);

        assertThat(window.count()).isEqualTo(5);
        assertThat(window.mean()).isCloseTo(132.2, within(1e-12));
        assertThat(window.sd()).isCloseTo(107.6763669520847, within(1e-8));
        assertThat(window.min()).isEqualTo(50);
        assertThat(window.max()).isEqualTo(300);
        assertThat(window.closed()).isFalse();
        WindowView.Glucose glucose = Objects.requireNonNull(window.glucose());
        assertThat(glucose.below54()).isEqualTo(1);
        assertThat(glucose.below70()).isEqualTo(2);
        assertThat(glucose.in70To180()).isEqualTo(1);
        assertThat(glucose.above180()).isEqualTo(2);
        assertThat(glucose.above250()).isEqualTo(1);
        assertThat(glucose.gmiPercent()).isCloseTo(3.31 + 0.02392 * 132.2, within(1e-12));
        assertThat(glucose.cvPercent()).isCloseTo(100 * 107.6763669520847 / 132.2, within(1e-7));
    }

    @Test
    void millimoles_become_milligrams_at_the_edge_of_the_fold() {
        given(wearable("a", "glucose", "mmol/L", "d", 0, new long[] {0}, new double[] {5.5}));
        assertThat(windows("glucose").get(0).mean()).isCloseTo(5.5 * 18.0182, within(1e-12));
        assertThat(views.profile().wearables().get(0).unit()).isEqualTo("mg/dL");
    }

    @Test
    void the_same_sample_twice_counts_once() {
        given(glucose("a", 0, 100));
        FeedFrame.Delta again = given(glucose("b", 0, 100));
        assertThat(again.repeatedSamples()).isEqualTo(1);
        assertThat(again.windows()).isEmpty();
        assertThat(views.profile().wearables().get(0).samples()).isEqualTo(1);
        assertThat(views.profile().repeatedSamples()).isEqualTo(1);
    }

    @Test
    void the_same_message_twice_changes_nothing() {
        given(glucose("a", 0, 100));
        ProfileView before = views.profile();
        profile.apply(event(1, glucose("a", 0, 100)));
        assertThat(views.profile()).isEqualTo(before);
    }

    @Test
    void two_devices_at_one_time_are_two_samples() {
        given(wearable("a", "glucose", "mg/dL", "d-1", 0, new long[] {0}, new double[] {100}));
        given(wearable("b", "glucose", "mg/dL", "d-2", 0, new long[] {0}, new double[] {120}));
        assertThat(windows("glucose").get(0).count()).isEqualTo(2);
        assertThat(windows("glucose").get(0).mean()).isEqualTo(110);
    }

    @Test
    void a_value_issued_later_replaces_and_one_issued_earlier_does_not() {
        given(wearable("b", "glucose", "mg/dL", "d", 20, new long[] {0}, new double[] {100}));
        FeedFrame.Delta older = given(wearable("a", "glucose", "mg/dL", "d", 10, new long[] {0}, new double[] {90}));
        assertThat(windows("glucose").get(0).mean()).isEqualTo(100);
        assertThat(older.correctedSamples()).isZero();

        FeedFrame.Delta newer = given(wearable("c", "glucose", "mg/dL", "d", 30, new long[] {0}, new double[] {110}));
        assertThat(newer.correctedSamples()).isEqualTo(1);
        assertThat(newer.windows()).hasSize(1);
        assertThat(windows("glucose").get(0).mean()).isEqualTo(110);
        assertThat(views.profile().correctedSamples()).isEqualTo(1);
    }

    @Test
    void late_reading_corrects_its_window_and_is_counted() {
        given(glucose("a", 0, 100));
        given(glucose("b", 3 * 60, 140));
        assertThat(windows("glucose").get(0).closed()).isTrue();

        FeedFrame.Delta late = given(glucose("c", 5, 120));

        assertThat(late.lateSamples()).isEqualTo(1);
        assertThat(late.windows()).singleElement().satisfies(window -> {
            assertThat(window.start()).isEqualTo(START);
            assertThat(window.mean()).isEqualTo(110);
            assertThat(window.corrections()).isEqualTo(1);
        });
        assertThat(views.profile().lateSamples()).isEqualTo(1);
    }

    @Test
    void a_reading_behind_the_horizon_waits_for_its_window_from_the_journal() {
        ModalityMessage old = wearable("old", "glucose", "mg/dL", "d-1", 0, new long[] {0, 5}, new double[] {100, 120});
        given(old);
        ModalityMessage recent = glucose("recent", 60 * DAY, 130);
        given(recent);
        for (int i = 0; i < 1100; i++) {
            given(glucose("fill-" + i, 60 * DAY + 5 + i, 130));
        }
        profile.freeze();
        assertThat(windows("glucose").get(0).mean()).isEqualTo(110);

        ModalityMessage late = glucose("late", 10, 200);
        Change change = profile.apply(event(++seq, late));
        assertThat(change.frozen()).containsExactly(new Change.FrozenWindow("glucose", START.toEpochMilli()));
        WindowRefold refold = new WindowRefold(profile, change.frozen());
        refold.show(event(1, old));
        refold.show(event(2, recent));
        refold.show(event(seq, late));
        profile.thaw(refold, change);

        WindowView window = windows("glucose").get(0);
        assertThat(window.count()).isEqualTo(3);
        assertThat(window.mean()).isEqualTo(140);
        assertThat(window.corrections()).isEqualTo(1);
        assertThat(ProfileViews.delta(event(seq, late), seq - 1, change).windows())
                .containsExactly(window);
        assertThat(views.profile().wearables().get(0).samples()).isEqualTo(1104);
    }

    @Test
    void rolling_features_reach_back_from_the_latest_sample() {
        given(wearable(
                "a",
                "heart-rate",
                "/min",
                "d",
                0,
                new long[] {0, 20 * DAY, 20 * DAY + 60 * 20, 21 * DAY},
                new double[] {50, 60, 70, 80}));
        var features = views.profile().wearables().get(0).features();
        assertThat(features.get("all"))
                .containsEntry("count", 4d)
                .containsEntry("mean", 65d)
                .containsEntry("min", 50d);
        assertThat(features.get("14d")).containsEntry("count", 3d).containsEntry("mean", 70d);
        assertThat(features.get("24h")).containsEntry("count", 2d).containsEntry("mean", 75d);
        assertThat(views.profile().wearables().get(0).latest()).isEqualTo(80);
    }

    @Test
    void missing_modalities_are_told_as_missing() {
        given(glucose("a", 0, 100));
        assertThat(views.profile().modalities()).hasSize(Modality.values().length);
        assertThat(Objects.requireNonNull(views.profile().modalities().get(Modality.GENOMICS))
                        .present())
                .isFalse();
        assertThat(Objects.requireNonNull(views.profile().modalities().get(Modality.WEARABLES))
                        .present())
                .isTrue();
    }

    @Test
    void a_metric_nobody_listed_is_kept_in_the_unit_it_came_in() {
        given(wearable("a", "skin-conductance", "uS", "d", 0, new long[] {0}, new double[] {3}));
        given(wearable("b", "skin-conductance", "S", "d", 0, new long[] {0}, new double[] {4}));
        assertThat(views.profile().wearables())
                .extracting(ProfileView.MetricView::metric)
                .containsExactly("skin-conductance [S]", "skin-conductance [uS]");
    }

    @Test
    void windows_come_in_pages() {
        given(wearable(
                "a", "heart-rate", "/min", "d", 0, new long[] {0, 60, 120, 180, 240}, new double[] {1, 2, 3, 4, 5}));
        var first = views.windows("heart-rate", START, START.plusSeconds(86_400), 2);
        assertThat(first.windows()).hasSize(2);
        var second = views.windows(
                "heart-rate",
                Instant.ofEpochMilli(Objects.requireNonNull(first.nextFrom())),
                START.plusSeconds(86_400),
                10);
        assertThat(second.windows()).hasSize(3);
        assertThat(second.nextFrom()).isNull();
        assertThat(views.windows("steps", START, START.plusSeconds(60), 2).windows())
                .isEmpty();
    }
}
