package io.anamnesis.sharding.column;

/** One element's time and numbers, wherever they are kept. */
interface ElementView {
    boolean hasTime();

    /** In milliseconds since 1970; only where {@link #hasTime}. */
    long atMs();

    /** The number of that name, or NaN. */
    double number(int name);
}
