package io.anamnesis.web.ingest.wearable;

import org.jspecify.annotations.Nullable;

/** Looks at every date of a file that ends with its year: only a number above 12 proves an order. */
final class DateOrderCensus {
    private boolean dayFirst;
    private boolean monthFirst;

    void saw(int first, int second) {
        dayFirst |= first > 12;
        monthFirst |= second > 12;
    }

    /** The order that the file proves; null where it proves none, or both. */
    @Nullable
    DateOrder verdict() {
        if (dayFirst == monthFirst) {
            return null;
        }
        return dayFirst ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
    }
}
