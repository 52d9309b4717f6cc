package io.anamnesis.sharding.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * When time alone could turn the answer for a row of one cohort. Only the first few are remembered; when the last of these is due, all
 * rows are to be looked at again. Pure.
 */
final class Turns {
    private record Turn(long atMs, int row) {}

    private final int most;
    private final TreeSet<Turn> turns =
            new TreeSet<>(Comparator.comparingLong(Turn::atMs).thenComparingInt(Turn::row));
    private final Map<Integer, Turn> byRow = new HashMap<>();
    /** From when on something is not remembered. */
    private long lookAgainMs = Long.MAX_VALUE;

    Turns(int most) {
        this.most = most;
    }

    /** The row turns then, and not when it was said to before. */
    void put(int row, Instant at) {
        remove(row);
        if (at.toEpochMilli() >= lookAgainMs) {
            return;
        }
        Turn turn = new Turn(at.toEpochMilli(), row);
        turns.add(turn);
        byRow.put(row, turn);
        if (turns.size() > most) {
            Turn last = turns.last();
            lookAgainMs = last.atMs();
            while (!turns.isEmpty() && turns.last().atMs() >= lookAgainMs) {
                byRow.remove(turns.last().row());
                turns.remove(turns.last());
            }
        }
    }

    /** The row turns no more. */
    void remove(int row) {
        Turn known = byRow.remove(row);
        if (known != null) {
            turns.remove(known);
        }
    }

    void clear() {
        turns.clear();
        byRow.clear();
        lookAgainMs = Long.MAX_VALUE;
    }

    /** Whether anything is due. */
    boolean due(Instant now) {
        return lookAgain(now) || (!turns.isEmpty() && turns.first().atMs() <= now.toEpochMilli());
    }

    /** Whether all rows are to be looked at. */
    boolean lookAgain(Instant now) {
        return lookAgainMs <= now.toEpochMilli();
    }

    /** Takes out the rows that are due. */
    List<Integer> take(Instant now) {
        List<Integer> rows = new ArrayList<>();
        while (!turns.isEmpty() && turns.first().atMs() <= now.toEpochMilli()) {
            rows.add(turns.first().row());
            remove(turns.first().row());
        }
        return rows;
    }
}
