package io.anamnesis.sharding.column;

import io.anamnesis.protocol.query.Conditions;
import io.anamnesis.protocol.query.Range;
import io.anamnesis.protocol.query.TermMatch;
import io.anamnesis.protocol.query.Truth;
import io.anamnesis.sharding.column.TermSets.TermSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** Conditions on an element of one kind, with terms and names already looked up. Holds until the columns change. */
final class ElementTest {
    /** Up to so many shapes their rows are put together; above that, rows with each of the terms are looked at. */
    private static final int MOST_SHAPES = 2_048;

    private static final int NO_NAME = -1;

    private final ElementIndex index;
    private final int kind;
    /** For each term that shapes have, those of which one has to be there; likewise for terms of few patients. */
    private final List<TermSet> common = new ArrayList<>();

    private final List<TermSet> few = new ArrayList<>();
    private final int[] names;
    private final Range[] ranges;
    private final long fromMs;
    private final long untilMs;
    private final boolean timed;
    private long @Nullable [] shapeWords;

    ElementTest(ElementIndex index, int kind, Conditions conditions, Instant now) {
        this.index = index;
        this.kind = kind;
        for (TermMatch term : conditions.terms()) {
            (Terms.isOfFew(term.name()) ? few : common).add(index.terms.meant(kind, term));
        }
        this.names = new int[conditions.numbers().size()];
        this.ranges = new Range[names.length];
        int at = 0;
        for (Map.Entry<String, Range> number : conditions.numbers().entrySet()) {
            names[at] = index.kinds.number(number.getKey());
            ranges[at++] = number.getValue();
        }
        var when = conditions.when();
        this.timed = when != null;
        this.fromMs = when == null ? Long.MIN_VALUE : when.fromMs(now);
        this.untilMs = when == null ? Long.MAX_VALUE : when.untilMs(now);
    }

    /** Rows with an element that has the terms, where {@link #isExact}; otherwise also some without. A new bitmap. */
    RoaringBitmap rows() {
        if (common.isEmpty() && few.isEmpty()) {
            return index.ofKind.bitmap(kind).clone();
        }
        if (few.isEmpty() && common.size() > 1) {
            RoaringBitmap shapes = shapes();
            if (!shapes.cardinalityExceeds(MOST_SHAPES)) {
                return union(index.shapes.rows, shapes.toArray());
            }
        }
        RoaringBitmap rows = null;
        for (List<TermSet> sets : List.of(common, few)) {
            for (TermSet set : sets) {
                RoaringBitmap with = index.terms.sets.rows(set);
                if (rows == null) {
                    rows = with.clone();
                } else {
                    rows.and(with);
                }
            }
        }
        return rows == null ? new RoaringBitmap() : rows;
    }

    private static RoaringBitmap union(Postings postings, int[] ids) {
        RoaringBitmap rows = new RoaringBitmap();
        for (int id : ids) {
            postings.orInto(id, rows);
        }
        return rows;
    }

    private RoaringBitmap shapes() {
        RoaringBitmap shapes = null;
        for (TermSet terms : common) {
            RoaringBitmap with = index.shapes.withAny(terms.ids);
            if (shapes == null) {
                shapes = with;
            } else {
                shapes.and(with);
            }
        }
        return shapes == null ? index.shapes.ofKind.bitmap(kind) : shapes;
    }

    /** Whether {@link #rows} are just those with an element for which the conditions hold. */
    boolean isExact() {
        if (names.length > 0 || timed) {
            return false;
        }
        return common.size() + few.size() <= 1 || (few.isEmpty() && !shapes().cardinalityExceeds(MOST_SHAPES));
    }

    /** About how many rows there are, at most, without making the bitmap. */
    long atMost() {
        if (common.isEmpty() && few.isEmpty()) {
            return index.ofKind.cardinality(kind);
        }
        long least = Long.MAX_VALUE;
        for (List<TermSet> sets : List.of(common, few)) {
            for (TermSet set : sets) {
                least = Math.min(least, index.terms.sets.atMost(set));
            }
        }
        return Math.min(least, index.ofKind.cardinality(kind));
    }

    /** How many {@link #rows} there are, where {@link #isExact}; for terms of one name from the size of their set alone. */
    long exactly() {
        if (common.isEmpty() && few.isEmpty()) {
            return index.ofKind.cardinality(kind);
        }
        if (common.size() + few.size() == 1) {
            TermSet set = (common.isEmpty() ? few : common).get(0);
            return index.terms.sets.count(set);
        }
        return rows().getLongCardinality();
    }

    /** Decides for all shapes at once: worth it from some rows on. */
    void prepare() {
        if (!common.isEmpty()) {
            shapeWords = BitSetUtil.toLongArray(shapes());
        }
    }

    Truth test(ElementCursor element) {
        if (!hasShape(element.shape())) {
            return Truth.FALSE;
        }
        for (TermSet terms : few) {
            if (!element.hasExtra(terms.ids)) {
                return Truth.FALSE;
            }
        }
        return testRest(element);
    }

    /** Of an element that has the terms. */
    Truth testRest(ElementView element) {
        Truth truth = timed ? inTime(element) : Truth.TRUE;
        for (int i = 0; i < names.length && truth != Truth.FALSE; i++) {
            double value = names[i] == NO_NAME ? Double.NaN : element.number(names[i]);
            truth = truth.and(Double.isNaN(value) ? Truth.UNKNOWN : Truth.of(ranges[i].contains(value)));
        }
        return truth;
    }

    /** The same of all elements of a column. */
    ColumnTest over(ElementColumn column) {
        double[] least = new double[names.length];
        double[] most = new double[names.length];
        for (int i = 0; i < names.length; i++) {
            least[i] = ranges[i].least();
            most[i] = ranges[i].most();
        }
        return new ColumnTest(column, timed, fromMs, untilMs, names, least, most);
    }

    private Truth inTime(ElementView element) {
        if (!element.hasTime()) {
            return Truth.UNKNOWN;
        }
        return Truth.of(element.atMs() >= fromMs && element.atMs() < untilMs);
    }

    /** Whether no shape from this one on has the terms: elements come by shape. */
    boolean isPast(int shape) {
        long[] words = shapeWords;
        return words != null && shape >> 6 >= words.length;
    }

    /** Whether shapes tell all about its terms. */
    boolean isByShape() {
        return few.isEmpty();
    }

    boolean hasTerms() {
        return !common.isEmpty() || !few.isEmpty();
    }

    /** Whether it looks at more than terms. */
    boolean looksInside() {
        return timed || names.length > 0;
    }

    /** Ids of the names of the numbers that it looks at; -1 where there is none of the name. */
    int[] names() {
        return names;
    }

    /** For each term that shapes have, the ids of which one has to be there. */
    List<int[]> terms() {
        return common.stream().map(set -> set.ids).toList();
    }

    /** Whether elements of the shape have the terms that shapes have. */
    boolean hasShape(int shape) {
        long[] words = shapeWords;
        if (words != null) {
            return shape >> 6 < words.length && (words[shape >> 6] & (1L << shape)) != 0;
        }
        for (TermSet terms : common) {
            if (!index.shapes.hasAny(shape, terms.ids)) {
                return false;
            }
        }
        return true;
    }
}
