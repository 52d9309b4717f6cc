package io.anamnesis.node.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NodeRingTest {
    private static final URI A = URI.create("http://a");
    private static final URI B = URI.create("http://b");

    private final AtomicLong clock = new AtomicLong();
    private final NodeRing ring = new NodeRing(List.of(A, B), clock::get);

    @Test
    void each_in_turn() {
        assertThat(List.of(ring.next(), ring.next(), ring.next())).containsExactly(A, B, A);
    }

    @Test
    void one_that_failed_is_left_out_for_a_while() {
        ring.failed(A);
        assertThat(List.of(ring.next(), ring.next())).containsExactly(B, B);

        clock.addAndGet(TimeUnit.SECONDS.toNanos(6));
        assertThat(List.of(ring.next(), ring.next())).containsExactlyInAnyOrder(A, B);
    }

    @Test
    void when_all_failed_each_is_asked_in_turn() {
        ring.failed(A);
        ring.failed(B);

        assertThat(List.of(ring.next(), ring.next(), ring.next())).containsExactly(A, B, A);
    }
}
