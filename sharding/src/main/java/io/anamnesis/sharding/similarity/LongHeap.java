package io.anamnesis.sharding.similarity;

import java.util.Arrays;

/** The smallest of numbers, first: a binary heap in one array that grows. One thread. */
final class LongHeap {
    private long[] heap = new long[64];
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    /** The smallest; there must be one. */
    long first() {
        return heap[0];
    }

    void add(long number) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, 2 * size);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (heap[parent] <= number) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = number;
    }

    /** Takes the smallest out; there must be one. */
    long take() {
        long smallest = heap[0];
        long last = heap[--size];
        if (size > 0) {
            sink(last);
        }
        return smallest;
    }

    /** Takes the smallest out and adds another; there must be one. */
    void replaceFirst(long number) {
        sink(number);
    }

    private void sink(long number) {
        int at = 0;
        int half = size >>> 1;
        while (at < half) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (number <= heap[child]) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = number;
    }
}
