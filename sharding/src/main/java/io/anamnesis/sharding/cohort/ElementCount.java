package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.query.Occurrence;
import io.anamnesis.protocol.query.Truth;
import io.anamnesis.sharding.column.ElementMatcher;
import io.anamnesis.sharding.column.ElementMatcher.Further;
import io.anamnesis.sharding.column.ElementScan;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** Whether a row's elements are as many, or the first or last of them as it must be. The modality is there. */
abstract class ElementCount {
    final List<ElementMatcher> matchers;

    private ElementCount(List<ElementMatcher> matchers) {
        this.matchers = matchers;
    }

    static ElementCount any(List<ElementMatcher> matchers) {
        return new AtLeastOne(matchers);
    }

    static ElementCount of(List<ElementMatcher> matchers, Occurrence occurrence) {
        return occurrence.match(new Occurrence.Cases<>() {
            @Override
            public ElementCount any(Occurrence.Any any) {
                return new AtLeastOne(matchers);
            }

            @Override
            public ElementCount nth(Occurrence.Nth nth) {
                return new Picked(matchers, nth);
            }

            @Override
            public ElementCount count(Occurrence.Count count) {
                return new Counted(matchers, count);
            }
        });
    }

    abstract Truth test(int row);

    /** The same for many rows at once, of the only matcher's elements. Only where it does not {@linkplain #holdsOfNone hold of none}. */
    abstract ElementScan.Found scan(ElementScan elements, RoaringBitmap among);

    /** Whether it holds where there is no element and all are known. */
    abstract boolean holdsOfNone();

    final boolean isTruncated(int row) {
        for (ElementMatcher matcher : matchers) {
            if (matcher.isTruncated(row)) {
                return true;
            }
        }
        return false;
    }

    private static final class AtLeastOne extends ElementCount {
        AtLeastOne(List<ElementMatcher> matchers) {
            super(matchers);
        }

        @Override
        Truth test(int row) {
            boolean maybe = false;
            for (ElementMatcher matcher : matchers) {
                matcher.open(row);
                while (matcher.next()) {
                    if (matcher.isSure()) {
                        return Truth.TRUE;
                    }
                    maybe = true;
                }
            }
            return maybe || isTruncated(row) ? Truth.UNKNOWN : Truth.FALSE;
        }

        @Override
        ElementScan.Found scan(ElementScan elements, RoaringBitmap among) {
            return elements.count(among, 1, Integer.MAX_VALUE);
        }

        @Override
        boolean holdsOfNone() {
            return false;
        }
    }

    private static final class Counted extends ElementCount {
        private final Occurrence.Count count;

        Counted(List<ElementMatcher> matchers, Occurrence.Count count) {
            super(matchers);
            this.count = count;
        }

        @Override
        Truth test(int row) {
            int sure = 0;
            int maybe = 0;
            for (ElementMatcher matcher : matchers) {
                matcher.open(row);
                while (matcher.next()) {
                    if (matcher.isSure()) {
                        sure++;
                    } else {
                        maybe++;
                    }
                }
            }
            long most = isTruncated(row) ? Long.MAX_VALUE : sure + maybe;
            boolean unbounded = count.most() == Integer.MAX_VALUE;
            if (sure >= count.least() && (unbounded || most <= count.most())) {
                return Truth.TRUE;
            }
            return most < count.least() || (!unbounded && sure > count.most()) ? Truth.FALSE : Truth.UNKNOWN;
        }

        @Override
        ElementScan.Found scan(ElementScan elements, RoaringBitmap among) {
            return elements.count(among, count.least(), count.most());
        }

        @Override
        boolean holdsOfNone() {
            return count.contains(0);
        }
    }

    /**
     * The first or the last. Which one that is may be open: an element without a time, one that only may match, or one that is not
     * known could be it. Then the answer is what all that could be it agree on.
     */
    private static final class Picked extends ElementCount {
        private final boolean last;
        private final List<Further> then;

        Picked(List<ElementMatcher> matchers, Occurrence.Nth nth) {
            super(matchers);
            this.last = nth.last();
            this.then = matchers.stream()
                    .map(matcher -> matcher.further(nth.then()))
                    .toList();
        }

        @Override
        Truth test(int row) {
            Pick pick = Pick.of(matchers, row, last);
            Consensus consensus = new Consensus();
            Truth atThatTime = Truth.FALSE;
            for (int i = 0; i < matchers.size(); i++) {
                ElementMatcher matcher = matchers.get(i);
                matcher.open(row);
                while (matcher.next()) {
                    if (pick.isIt(matcher)) {
                        atThatTime = atThatTime.or(matcher.holds(then.get(i)));
                    } else if (pick.couldBe(matcher)) {
                        consensus.add(matcher.holds(then.get(i)));
                    }
                }
            }
            if (pick.isTimed()) {
                consensus.add(atThatTime);
            }
            if (!pick.isSure()) {
                consensus.add(Truth.FALSE);
            }
            if (isTruncated(row)) {
                consensus.add(Truth.UNKNOWN);
            }
            return consensus.truth();
        }

        @Override
        ElementScan.Found scan(ElementScan elements, RoaringBitmap among) {
            return elements.pick(among, last, then.get(0));
        }

        @Override
        boolean holdsOfNone() {
            return false;
        }
    }
}
