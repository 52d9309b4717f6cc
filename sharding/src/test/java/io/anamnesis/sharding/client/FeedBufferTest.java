package io.anamnesis.sharding.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.feed.FeedFrame;
import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.patient.ProfileView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FeedBufferTest {
    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

    private final FeedBuffer buffer = new FeedBuffer(3, 5L);

    private static FeedFrame.Delta delta(long seq, long prevSeq) {
        return new FeedFrame.Delta(seq, prevSeq, "m", Modality.WEARABLES, AT, AT, List.of(), 0, 0, 0, 0, List.of(), 0);
    }

    private static FeedFrame.Snapshot snapshot(long seq) {
        return new FeedFrame.Snapshot(
                seq, new ProfileView(new PatientId("p"), seq, 0, null, Map.of(), List.of(), 0, 0, 0, 0));
    }

    @Test
    void deltas_come_out_in_order_and_a_repeat_does_not() {
        assertThat(buffer.take(delta(6, 5))).isEqualTo(FeedBuffer.Next.GO_ON);
        assertThat(buffer.take(delta(6, 5))).isEqualTo(FeedBuffer.Next.GO_ON);
        assertThat(buffer.take(delta(7, 6))).isEqualTo(FeedBuffer.Next.GO_ON);
        assertThat(buffer.poll()).isEqualTo(delta(6, 5));
        assertThat(buffer.poll()).isEqualTo(delta(7, 6));
        assertThat(buffer.poll()).isNull();
    }

    @Test
    void a_missing_delta_is_a_gap_and_is_not_delivered() {
        assertThat(buffer.take(delta(7, 6))).isEqualTo(FeedBuffer.Next.GAP);
        assertThat(buffer.poll()).isNull();
        assertThat(buffer.lastSeq()).isEqualTo(5);
    }

    @Test
    void a_heartbeat_that_knows_more_is_a_gap() {
        assertThat(buffer.take(new FeedFrame.Heartbeat(5, AT))).isEqualTo(FeedBuffer.Next.GO_ON);
        assertThat(buffer.take(new FeedFrame.Heartbeat(6, AT))).isEqualTo(FeedBuffer.Next.GAP);
    }

    @Test
    void a_slow_watcher_is_told_what_was_conflated_and_gets_a_snapshot() {
        for (long seq = 6; seq <= 12; seq++) {
            buffer.take(delta(seq, seq - 1));
        }
        assertThat(buffer.poll()).isNull();
        assertThat(buffer.conflating()).isTrue();

        assertThat(buffer.conflated()).isEqualTo(new FeedFrame.Conflated(5, 12, 7));
        assertThat(buffer.lastSeq()).isNull();
        buffer.take(snapshot(12));
        buffer.take(delta(13, 12));
        assertThat(buffer.poll()).isEqualTo(snapshot(12));
        assertThat(buffer.poll()).isEqualTo(delta(13, 12));
    }

    @Test
    void what_was_delivered_before_a_conflation_is_told() {
        buffer.take(delta(6, 5));
        buffer.poll();
        for (long seq = 7; seq <= 10; seq++) {
            buffer.take(delta(seq, seq - 1));
        }
        assertThat(buffer.conflated()).isEqualTo(new FeedFrame.Conflated(6, 10, 4));
    }
}
