package io.anamnesis.sharding.index;

import io.anamnesis.sharding.column.Change;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Whoever follows what happens to the content of a node's index. Called on the index's executor, one call at a time, in the order in
 * which things happened; the content can be read during a call and does not change. Calls are short: everything else waits.
 */
public interface IndexListener {
    /** Digests were taken in; what did not change anything is not among them. */
    void taken(List<Change> changes);

    /** All patients of a slice are here. */
    void ready(int slice);

    /** A slice left, and these rows with it; they may be given to other patients from now on. */
    void ended(int slice, RoaringBitmap rows);
}
