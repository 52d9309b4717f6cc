package io.anamnesis.ops.metrics;

/**
 * How full the heap of a node is of what lives, and what that did.
 *
 * @param live share of the heap that lives, as of the last collection
 * @param mark above which patients leave the memory
 * @param passivated patients who left for that, since the start
 * @param lately of these, told since the memory began to be full; 0 where none was within the last minute
 * @param stuck above the mark, and nobody could be told to leave
 */
public record MemoryFigures(double live, double mark, long passivated, long lately, boolean stuck) {
    /** Nothing lives, and nobody left. */
    public static final MemoryFigures NONE = new MemoryFigures(0, 1, 0, 0, false);
}
