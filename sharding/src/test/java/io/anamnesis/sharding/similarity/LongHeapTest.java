package io.anamnesis.sharding.similarity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A heap gives what the JDK's own queue gives. */
class LongHeapTest {
    @Property(tries = 200)
    void it_gives_what_the_queue_of_the_jdk_gives(@ForAll List<Long> numbers, @ForAll List<Boolean> takes) {
        // Given a heap and a queue, and what another walk left in the heap
        LongHeap heap = new LongHeap();
        heap.add(1);
        heap.clear();
        PriorityQueue<Long> queue = new PriorityQueue<>();

        // When numbers come, and the smallest goes, or is replaced by the next
        for (int i = 0; i < numbers.size(); i++) {
            long number = numbers.get(i);
            boolean replaces = !queue.isEmpty() && i % 5 == 4;
            if (replaces) {
                queue.poll();
                heap.replaceFirst(number);
            } else {
                heap.add(number);
            }
            queue.add(number);
            if (i < takes.size() && takes.get(i)) {
                assertThat(heap.take()).isEqualTo(queue.poll());
            }
        }

        // Then what is left comes in the same order
        List<Long> left = new ArrayList<>();
        assertThat(heap.size()).isEqualTo(queue.size());
        while (!heap.isEmpty()) {
            assertThat(heap.first()).isEqualTo(queue.peek());
            left.add(heap.take());
            assertThat(left.get(left.size() - 1)).isEqualTo(queue.poll());
        }
    }
}
