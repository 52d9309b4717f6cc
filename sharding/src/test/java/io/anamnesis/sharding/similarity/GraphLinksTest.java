package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphLinksTest {
    private static final int ROOM = 5;

    private final GraphLinks links = new GraphLinks(ROOM);
    private final int[] list = new int[ROOM];

    @Test
    void each_layer_has_lists_of_its_own() {
        for (int layer = 0; layer < 3; layer++) {
            links.write(layer, 3_000, new int[] {layer, 7, 8, 9, 10}, layer + 1);
        }
        for (int layer = 0; layer < 3; layer++) {
            assertThat(links.read(layer, 3_000, list)).isEqualTo(layer + 1);
            assertThat(list[0]).isEqualTo(layer);
        }
        assertThat(links.read(0, 2_999, list)).isZero();
        assertThat(links.read(2, 2_999, list)).isZero();
        assertThat(links.end()).isEqualTo(3_072);
    }

    @Test
    void ways_begin_at_the_first_slot_of_the_highest_layer() {
        assertThat(links.entry()).isEqualTo(GraphLinks.NOWHERE);
        links.enterAt(4, 0);
        links.enterAt(5, 0);
        assertThat(GraphLinks.slot(links.entry())).isEqualTo(4);
        links.enterAt(6, 2);
        links.enterAt(7, 1);
        assertThat(GraphLinks.slot(links.entry())).isEqualTo(6);
        assertThat(GraphLinks.layer(links.entry())).isEqualTo(2);
    }

    @Test
    void one_in_as_many_as_the_degree_is_on_the_next_layer() {
        int[] on = new int[4];
        IntStream.range(0, 320_000).forEach(slot -> {
            for (int layer = 0; layer <= Math.min(3, GraphLinks.highest(slot, 32)); layer++) {
                on[layer]++;
            }
        });
        assertThat(on[0]).isEqualTo(320_000);
        // four standard deviations of a binomial
        assertThat((double) on[1]).isBetween(10_000 - 4 * 98.4, 10_000 + 4 * 98.4);
        assertThat((double) on[2]).isBetween(312.5 - 4 * 17.7, 312.5 + 4 * 17.7);
        assertThat(on[3]).isLessThan(50);
        assertThat(GraphLinks.highest(17, 32)).isEqualTo(GraphLinks.highest(17, 32));
    }

    /** Readers take no lock: what they read was once written there. */
    @Test
    void who_reads_while_others_write_sees_neighbours() {
        links.write(0, 0, new int[] {1_000}, 1);
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Set<Integer>>> readers = new ArrayList<>();
        for (int reader = 0; reader < 2; reader++) {
            readers.add(CompletableFuture.supplyAsync(() -> {
                Set<Integer> seen = new HashSet<>();
                int[] own = new int[ROOM];
                while (!stop.get()) {
                    int count = links.read(0, 0, own);
                    for (int i = 0; i < count; i++) {
                        seen.add(own[i]);
                    }
                }
                return seen;
            }));
        }
        for (int time = 0; time < 200_000; time++) {
            int[] next = {1_000 + time % 50, 2_000 + time % 50, 3_000 + time % 50, 4_000 + time % 50};
            synchronized (links.lock(0)) {
                links.write(0, 0, next, 1 + time % 4);
            }
        }
        stop.set(true);
        for (CompletableFuture<Set<Integer>> reader : readers) {
            assertThat(reader.join()).isNotEmpty().allMatch(slot -> slot >= 1_000 && slot % 1_000 < 50);
        }
    }
}
