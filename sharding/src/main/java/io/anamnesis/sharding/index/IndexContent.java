package io.anamnesis.sharding.index;

import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.column.Change;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** What a node's index holds. {@link NodeIndex} sees to it that one thread changes it and nobody reads it meanwhile. */
interface IndexContent {
    /** Takes a digest in, in the place of an older one; null where it changed nothing. */
    @Nullable
    Change apply(Digest digest);

    /** Forgets all patients of a slice, and tells which rows they had. */
    RoaringBitmap removeSlice(int slice);

    /** Whether {@link #tend} has something to do. Without the lock. */
    default boolean needsTending() {
        return false;
    }

    /** Does a little of what has time. */
    default void tend() {}

    /** Patients of a slice. */
    int size(int slice);

    /** Bytes that the columns and vectors take. */
    long bytes();
}
