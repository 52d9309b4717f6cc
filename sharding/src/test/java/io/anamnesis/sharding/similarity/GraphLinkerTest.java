package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphLinkerTest {
    private static final int SLOTS = 20_000;
    private static final int DIMENSION = 8;
    private static final VectorKernel KERNEL = VectorKernel.fastest();
    /** Few neighbours, so that a quarter of the slots is on several layers. */
    private static final GraphSettings SETTINGS = new GraphSettings(20, 4, 20, 1, 20, 2, 5, 0.2, 3, 0, 0, 0);

    private final ExecutorService helpers = Executors.newFixedThreadPool(3);
    private final VectorStore store = new VectorStore(DIMENSION);
    private final GraphLinks links = new GraphLinks(5);

    @AfterEach
    void stop() {
        helpers.shutdownNow();
    }

    private SlotCodes coded() {
        for (float[] vector : Spaces.clustered(SLOTS, DIMENSION, 1, 2)) {
            store.add(store.rows().getCardinality(), VectorCheck.prepared(vector, Metric.COSINE));
        }
        SlotCodes codes = SlotCodes.around(IntStream.range(0, SLOTS).toArray(), store, KERNEL, Metric.COSINE);
        IntStream.range(0, SLOTS).forEach(codes::code);
        return codes;
    }

    private void link(int threads) {
        SlotCodes codes = coded();
        linker(codes).insert(0, store);
        new ScanCrew(helpers, threads)
                .run(SLOTS - 1, () -> linker(codes), (linker, block) -> linker.insert(block + 1, store));
    }

    private GraphLinker linker(SlotCodes codes) {
        return new GraphLinker(links, codes, KERNEL, Metric.COSINE, SETTINGS);
    }

    private static int[] read(GraphLinks links, int layer, int slot) {
        int[] list = new int[links.room()];
        return Arrays.copyOf(list, links.read(layer, slot, list));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void nobody_is_a_neighbour_of_its_own_or_twice_however_many_link(int threads) {
        link(threads);

        for (int slot = 0; slot < SLOTS; slot++) {
            for (int layer = 0; layer <= GraphLinks.highest(slot, SETTINGS.maxDegree()); layer++) {
                int[] neighbours = read(links, layer, slot);
                assertThat(neighbours).as("of %d on layer %d", slot, layer).doesNotContain(slot);
                assertThat(neighbours).doesNotHaveDuplicates();
            }
            assertThat(read(links, 0, slot)).as("neighbours of %d", slot).isNotEmpty();
        }
    }

    /** What a thread sees whose slot, on the layer above already, was found by another one. */
    @Test
    void a_slot_that_others_named_before_it_was_linked_is_no_neighbour_of_its_own_and_named_once() {
        SlotCodes codes = coded();
        GraphLinker linker = linker(codes);
        int late = SLOTS / 2;
        for (int slot = 0; slot < late; slot++) {
            linker.insert(slot, store);
        }
        for (int slot = 0; slot < late; slot++) {
            int[] neighbours = Arrays.copyOf(read(links, 0, slot), links.room());
            neighbours[links.room() - 1] = late;
            links.write(0, slot, neighbours, links.room());
        }

        linker.insert(late, store);

        assertThat(read(links, 0, late)).isNotEmpty().doesNotContain(late);
        for (int slot = 0; slot < late; slot++) {
            assertThat(read(links, 0, slot)).containsOnlyOnce(late);
        }
    }

    @Test
    void one_thread_links_the_same_graph_each_time() {
        link(1);
        GraphLinks again = new GraphLinks(5);
        SlotCodes codes = SlotCodes.around(IntStream.range(0, SLOTS).toArray(), store, KERNEL, Metric.COSINE);
        GraphLinker linker = new GraphLinker(again, codes, KERNEL, Metric.COSINE, SETTINGS);
        for (int slot = 0; slot < SLOTS; slot++) {
            codes.code(slot);
            linker.insert(slot, store);
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            int[] first = read(links, 0, slot);
            assertThat(read(again, 0, slot)).isEqualTo(first);
        }
    }
}
