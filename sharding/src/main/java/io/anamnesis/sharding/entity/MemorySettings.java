package io.anamnesis.sharding.entity;

import java.time.Duration;

/**
 * When patients leave a memory that fills up; each is explained in {@code reference.conf}.
 *
 * @param passivateAboveHeap share of the heap that lives, 0 to 1
 * @param beat how often it is looked at
 * @param mostARound patients who are told in one round
 */
public record MemorySettings(double passivateAboveHeap, Duration beat, int mostARound) {
    public MemorySettings {
        if (passivateAboveHeap < 0 || passivateAboveHeap > 1 || mostARound < 1) {
            throw new IllegalArgumentException(
                    "anamnesis.sharding.memory: passivate-above-heap is 0 to 1, most-a-round at least 1");
        }
    }
}
