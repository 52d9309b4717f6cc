package io.anamnesis.node.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FileProgressTest {
    private static final SourceFile FILE = new SourceFile(Path.of("/f"), 1, Instant.EPOCH);

    @Test
    void a_gap_holds_the_count_back() {
        FileProgress progress = new FileProgress(FILE, "hash", 0);
        progress.settle(10, 20);
        assertThat(progress.settled()).isZero();

        progress.settle(0, 10);
        assertThat(progress.settled()).isEqualTo(20);
        assertThat(progress.complete()).isFalse();

        progress.readToEnd(20);
        assertThat(progress.complete()).isTrue();
    }

    @Property(tries = 200)
    void batches_may_settle_in_any_order(@ForAll @IntRange(min = 1, max = 60) int batches, @ForAll long seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        FileProgress progress = new FileProgress(FILE, "hash", 0);

        order.forEach(batch -> progress.settle(batch * 7L, batch * 7L + 7));

        assertThat(progress.settled()).isEqualTo(batches * 7L);
    }
}
