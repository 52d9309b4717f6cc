package io.anamnesis.sharding.fusion;

/** Rows that stand somewhere in an array, {@code step} apart. Set anew for each use by the one thread that has it. */
final class Block {
    final float[] values;
    int from;
    int step;

    Block(float[] values) {
        this.values = values;
    }

    /** This, from now on there. */
    Block at(int newFrom, int newStep) {
        from = newFrom;
        step = newStep;
        return this;
    }
}
