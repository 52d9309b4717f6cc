package io.anamnesis.sharding.index;

import java.util.List;

/**
 * How the index of a node stands.
 *
 * @param unsettled patients who changed and whose digest was not asked for, or has not come
 * @param waiting digests that came and are not taken in
 * @param outdated patients who sleep, and whose digest an older build made
 * @param bytes that columns and vectors take
 */
public record IndexStatus(List<SliceStatus> slices, int unsettled, int waiting, int outdated, long bytes) {
    public IndexStatus {
        slices = List.copyOf(slices);
    }

    /**
     * One slice.
     *
     * @param ready whether queries see it; it is loading otherwise
     */
    public record SliceStatus(int slice, boolean ready, int patients) {}
}
