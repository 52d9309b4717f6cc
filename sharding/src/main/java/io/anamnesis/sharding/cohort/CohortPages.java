package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.query.CohortQuery;
import io.anamnesis.protocol.query.CohortRow;
import io.anamnesis.protocol.query.RowPlace;
import io.anamnesis.protocol.query.UnknownPolicy;
import io.anamnesis.sharding.column.PatientColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/** From verdicts to pages of rows. The caller holds the columns' read lock. */
public final class CohortPages {
    private final PatientColumns columns;
    private final CohortQuery query;
    private final Comparator<RowPlace> order;
    private final @Nullable RowNumber orderedBy;
    private final Map<String, RowNumber> told = new TreeMap<>();

    private CohortPages(PatientColumns columns, CohortQuery query, Instant now) {
        this.columns = columns;
        this.query = query;
        this.order = RowPlace.in(query.order());
        String by = query.order().by();
        this.orderedBy = by == null ? null : new RowNumber(columns, by, now);
        query.columns().forEach(name -> told.put(name, new RowNumber(columns, name, now)));
    }

    /**
     * The first rows behind the query's place, in its order: one more than the page has, where there are more.
     *
     * @throws EvaluationStopped where the deadline passes or nobody waits any more
     */
    public static List<CohortRow> page(
            PatientColumns columns, Verdicts verdicts, CohortQuery query, EvaluationContext context) {
        if (query.limit() == 0) {
            return List.of();
        }
        CohortPages pages = new CohortPages(columns, query, context.now());
        return pages.rows(asked(verdicts, query.unknown()), verdicts, context.deadline());
    }

    /** Rows that the policy puts into the answer; not to be changed. */
    public static RoaringBitmap asked(Verdicts verdicts, UnknownPolicy policy) {
        return switch (policy) {
            case EXCLUDE -> verdicts.certain();
            case INCLUDE -> verdicts.possible();
            case ONLY -> verdicts.unknown();
        };
    }

    private record Placed(int row, RowPlace place) {}

    /** A heap with the last of the page on top, so that memory is the page's and not the cohort's. */
    private List<CohortRow> rows(RoaringBitmap rows, Verdicts verdicts, Deadline deadline) {
        int most = query.limit() + 1;
        PriorityQueue<Placed> first = new PriorityQueue<>(Comparator.comparing(Placed::place, order.reversed()));
        int untilCheck = Deadline.ROWS;
        for (IntIterator each = rows.getIntIterator(); each.hasNext(); ) {
            int row = each.next();
            offer(new Placed(row, place(row)), first, most);
            if (--untilCheck == 0) {
                untilCheck = Deadline.ROWS;
                deadline.check();
            }
        }
        List<CohortRow> page = new ArrayList<>();
        while (!first.isEmpty()) {
            page.add(told(first.remove(), verdicts));
        }
        Collections.reverse(page);
        return page;
    }

    private void offer(Placed placed, PriorityQueue<Placed> first, int most) {
        RowPlace after = query.after();
        if (after != null && order.compare(placed.place(), after) <= 0) {
            return;
        }
        if (first.size() < most) {
            first.add(placed);
        } else if (order.compare(placed.place(), first.element().place()) < 0) {
            first.remove();
            first.add(placed);
        }
    }

    private RowPlace place(int row) {
        RowNumber by = orderedBy;
        return new RowPlace(by == null ? null : orNull(by.get(row)), columns.patient(row));
    }

    private CohortRow told(Placed placed, Verdicts verdicts) {
        int row = placed.row();
        Map<String, Double> numbers = new HashMap<>();
        told.forEach((name, column) -> {
            Double value = orNull(column.get(row));
            if (value != null) {
                numbers.put(name, value);
            }
        });
        boolean unknown = !verdicts.certain().contains(row);
        return new CohortRow(columns.patient(row), columns.seq(row), unknown, placed.place(), numbers);
    }

    private static @Nullable Double orNull(double value) {
        return Double.isNaN(value) ? null : (Double) value;
    }
}
