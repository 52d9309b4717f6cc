package io.anamnesis.protocol.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LiveHeapTest {
    @Test
    void what_lives_is_a_share_of_the_heap_and_garbage_is_no_part_of_it() {
        System.gc();
        LiveHeap before = LiveHeap.now();
        assertThat(before.maxBytes()).isPositive();
        assertThat(before.share()).isBetween(0.0, 1.0);

        byte[][] kept = new byte[32][];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new byte[1 << 20];
        }
        System.gc();
        LiveHeap full = LiveHeap.now();
        assertThat(full.usedBytes()).isGreaterThan(before.usedBytes() + (24L << 20));
        assertThat(kept[31]).hasSize(1 << 20);
    }

    @Test
    void before_the_first_collection_nothing_is_known_to_live() {
        assertThat(new LiveHeap(0, 0).share()).isZero();
    }
}
