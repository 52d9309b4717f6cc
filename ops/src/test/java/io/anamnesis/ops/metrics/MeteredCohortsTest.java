package io.anamnesis.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.access.Caller;
import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.cohort.CohortName;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.sharding.client.FeedSubscription;
import io.anamnesis.sharding.client.LiveCohorts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeteredCohortsTest {
    private static final CohortName NAME = new CohortName("high-glucose");

    private final FeedMeters meters = new FeedMeters(new SimpleMeterRegistry(), "cohort");
    private final List<CohortFrame> heard = new ArrayList<>();
    private final AtomicReference<LiveCohorts.@Nullable Listener> feed = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final FeedSubscription subscription = new MeteredCohorts(watchable(), meters)
            .watch(NAME, Caller.system("test"), null, new LiveCohorts.Listener() {
                @Override
                public void frame(CohortFrame frame) {
                    heard.add(frame);
                }

                @Override
                public void closed(@Nullable Rejection reason) {}
            });

    /** Answers {@code watch} only. */
    private LiveCohorts watchable() {
        FeedSubscription inner = new FeedSubscription() {
            @Override
            public void request(long frames) {}

            @Override
            public void close() {
                closed.set(true);
            }
        };
        return (LiveCohorts) Proxy.newProxyInstance(
                LiveCohorts.class.getClassLoader(), new Class<?>[] {LiveCohorts.class}, (proxy, method, arguments) -> {
                    feed.set((LiveCohorts.Listener) arguments[3]);
                    return inner;
                });
    }

    private void tell(Instant found) {
        Objects.requireNonNull(feed.get())
                .frame(new CohortFrame.Change(
                        new CohortChange(1, 1, new PatientId("p-1"), CohortMove.ENTERED, 5, found)));
    }

    @Test
    void a_change_that_was_found_while_one_watches_counts_its_lag_and_an_older_one_does_not() {
        // When
        tell(Instant.now().minusSeconds(60));
        tell(Instant.now().plusMillis(1));

        // Then
        assertThat(heard).hasSize(2);
        assertThat(meters.takeFrames()).isEqualTo(2);
        assertThat(meters.takeLag().count()).isEqualTo(1);
    }

    @Test
    void a_watcher_counts_until_either_side_ends_the_feed_and_once() {
        assertThat(meters.watchers()).isEqualTo(1);

        subscription.close();
        Objects.requireNonNull(feed.get()).closed(null);

        assertThat(closed).isTrue();
        assertThat(meters.watchers()).isZero();
    }
}
