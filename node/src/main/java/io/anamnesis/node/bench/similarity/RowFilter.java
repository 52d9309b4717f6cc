package io.anamnesis.node.bench.similarity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.roaringbitmap.RoaringBitmap;

/**
 * Rows that may be in an answer, drawn at random.
 *
 * @param percent of the rows, about
 */
record RowFilter(double percent, RoaringBitmap rows) {

    /** Filters that pass 50 %, 10 %, 1 % and 0.1 %. */
    static List<RowFilter> of(int rows, long seed) {
        List<RowFilter> filters = new ArrayList<>();
        for (double percent : new double[] {50, 10, 1, 0.1}) {
            Random random = new Random(seed);
            RoaringBitmap passing = new RoaringBitmap();
            for (int row = 0; row < rows; row++) {
                if (random.nextDouble() * 100 < percent) {
                    passing.add(row);
                }
            }
            filters.add(new RowFilter(percent, passing));
        }
        return filters;
    }
}
