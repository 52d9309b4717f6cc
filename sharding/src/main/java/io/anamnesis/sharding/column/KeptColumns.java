package io.anamnesis.sharding.column;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Columns of the elements that are asked for again and again, the last asked for at most. One is made when reading its rows packed has
 * cost as much as making it: so a question that is asked once, or about few rows, pays for none, and no order of questions and changes
 * costs more than twice what it had to. Any number of readers at once; {@link #changed} is called while nobody reads.
 */
final class KeptColumns {
    private static final int MOST_QUESTIONS = 256;

    /**
     * What is kept.
     *
     * @param terms for each term that elements must have, the ids of which one has to be there
     * @param names of numbers
     */
    record Question(int kind, List<List<Integer>> terms, List<Integer> names) {}

    private static final class Kept {
        /** Rows that were read packed for want of a column. */
        long asked;

        boolean making;

        @Nullable
        ElementColumn column;
    }

    private final int fewestRows;
    private final long mostBytes;
    private final Map<Question, Kept> questions = new LinkedHashMap<>(64, 0.75f, true);

    /**
     * Keeps nothing yet.
     *
     * @param fewestRows below which it isn't worth it
     * @param mostBytes of all columns
     */
    KeptColumns(int fewestRows, long mostBytes) {
        this.fewestRows = fewestRows;
        this.mostBytes = mostBytes;
    }

    /**
     * The column; null where it isn't worth it yet, or is being made by somebody else.
     *
     * @param rows that have such elements, at most
     * @param asked rows that the question is about
     * @param make may throw, and is asked again the next time
     */
    @Nullable
    ElementColumn find(Question question, long rows, long asked, Supplier<ElementColumn> make) {
        if (rows < fewestRows) {
            return null;
        }
        Kept kept;
        synchronized (questions) {
            kept = questions.computeIfAbsent(question, any -> new Kept());
            dropOldest(MOST_QUESTIONS, Long.MAX_VALUE);
            ElementColumn column = kept.column;
            if (column != null && !column.isWorn()) {
                return column;
            }
            kept.column = null;
            if (kept.asked < rows || kept.making) {
                kept.asked += asked;
                return null;
            }
            kept.making = true;
        }
        ElementColumn made = null;
        try {
            made = make.get();
        } finally {
            synchronized (questions) {
                kept.making = false;
                if (made != null) {
                    kept.asked = 0;
                }
                kept.column = made != null && made.bytes() <= mostBytes ? made : null;
                dropOldest(MOST_QUESTIONS, mostBytes);
            }
        }
        return made;
    }

    private void dropOldest(int mostQuestions, long most) {
        Iterator<Kept> oldest = questions.values().iterator();
        while (oldest.hasNext() && (questions.size() > mostQuestions || (most < Long.MAX_VALUE && bytes() > most))) {
            oldest.next();
            oldest.remove();
        }
    }

    /** A row's elements are others now. */
    void changed(int row) {
        for (Kept kept : questions.values()) {
            if (kept.column != null) {
                kept.column.changed(row);
            }
        }
    }

    long bytes() {
        synchronized (questions) {
            long bytes = 0;
            for (Kept kept : questions.values()) {
                bytes += 200 + (kept.column == null ? 0 : kept.column.bytes());
            }
            return bytes;
        }
    }
}
