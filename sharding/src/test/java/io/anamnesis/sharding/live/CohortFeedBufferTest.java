package io.anamnesis.sharding.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.cohort.CohortChange;
import io.anamnesis.protocol.cohort.CohortFrame;
import io.anamnesis.protocol.cohort.CohortMove;
import io.anamnesis.protocol.message.PatientId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class CohortFeedBufferTest {
    private static CohortChange change(long seq) {
        return new CohortChange(seq, 1, new PatientId("p"), CohortMove.ENTERED, seq, Instant.EPOCH);
    }

    @Property(tries = 300)
    void whatever_gets_lost_or_comes_twice_the_watcher_has_every_change_once_and_in_order(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        CohortFeedBuffer buffer = new CohortFeedBuffer(4, 3);
        List<Long> seen = new ArrayList<>();
        long last = 3;

        // When
        for (int i = 0; i < 200; i++) {
            if (random.nextBoolean()) {
                last++;
                for (int times = random.nextInt(3); times > 0; times--) {
                    buffer.take(new CohortFrame.Change(change(last)));
                }
            }
            if (random.nextInt(3) == 0) {
                take(buffer, seen);
            }
            if (buffer.wantsReading()) {
                buffer.read(stored(buffer.lastSeq(), last));
            }
        }
        buffer.take(new CohortFrame.Heartbeat(last, Instant.EPOCH));
        take(buffer, seen);
        while (buffer.wantsReading()) {
            buffer.read(stored(buffer.lastSeq(), last));
            take(buffer, seen);
        }

        // Then
        assertThat(seen).isEqualTo(LongStream.rangeClosed(4, last).boxed().toList());
    }

    private static void take(CohortFeedBuffer buffer, List<Long> seen) {
        for (CohortFrame frame = buffer.poll(); frame != null; frame = buffer.poll()) {
            if (frame instanceof CohortFrame.Change change) {
                seen.add(change.seq());
            }
        }
    }

    private static List<CohortChange> stored(long after, long last) {
        return LongStream.rangeClosed(after + 1, Math.min(last, after + 4))
                .mapToObj(CohortFeedBufferTest::change)
                .toList();
    }

    @Test
    void a_watcher_that_reads_nothing_costs_no_more_than_the_buffer() {
        // Given
        CohortFeedBuffer buffer = new CohortFeedBuffer(4, 0);

        // When
        for (long seq = 1; seq <= 1_000; seq++) {
            buffer.take(new CohortFrame.Change(change(seq)));
        }

        // Then
        List<Long> held = new ArrayList<>();
        take(buffer, held);
        assertThat(held).containsExactly(1L, 2L, 3L, 4L);
        assertThat(buffer.wantsReading()).isTrue();
    }
}
