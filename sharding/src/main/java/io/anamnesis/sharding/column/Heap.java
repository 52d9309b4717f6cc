package io.anamnesis.sharding.column;

import org.roaringbitmap.RoaringBitmap;

/** What things take on the heap of a 64-bit JVM with compressed pointers, in bytes. */
final class Heap {
    static final long OBJECT = 16;
    static final long REFERENCE = 4;

    private Heap() {}

    static long array(long length, int elementBytes) {
        return (OBJECT + length * elementBytes + 7) / 8 * 8;
    }

    /** A bitmap's data and, for each of its containers, the objects around it. */
    static long bitmap(RoaringBitmap bitmap) {
        return 56 + bitmap.getContainerCount() * (REFERENCE + 2 + 24 + OBJECT) + bitmap.getLongSizeInBytes();
    }
}
