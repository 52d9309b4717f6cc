package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.Modality;
import io.anamnesis.protocol.query.AggregateResult;
import io.anamnesis.protocol.query.Aggregation;
import io.anamnesis.protocol.query.NumberSketch;
import io.anamnesis.sharding.column.PatientColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/** What rows have in common; the results of several nodes add up. The caller holds the columns' read lock. */
public final class CohortAggregates {
    private final PatientColumns columns;
    private final RoaringBitmap rows;
    private final EvaluationContext context;

    private CohortAggregates(PatientColumns columns, RoaringBitmap rows, EvaluationContext context) {
        this.columns = columns;
        this.rows = rows;
        this.context = context;
    }

    /**
     * One result for each aggregation, in their order.
     *
     * @param rows of whom; not changed
     * @throws EvaluationStopped where the deadline passes or nobody waits any more
     */
    public static List<AggregateResult> of(
            PatientColumns columns, RoaringBitmap rows, List<Aggregation> aggregations, EvaluationContext context) {
        CohortAggregates aggregates = new CohortAggregates(columns, rows, context);
        List<AggregateResult> results = new ArrayList<>(aggregations.size());
        for (Aggregation each : aggregations) {
            context.deadline().check();
            results.add(aggregates.result(each));
        }
        return results;
    }

    private AggregateResult result(Aggregation aggregation) {
        if (aggregation instanceof Aggregation.Histogram histogram) {
            return histogram(histogram);
        }
        if (aggregation instanceof Aggregation.Quantiles quantiles) {
            double[] values = values(quantiles.number());
            return new AggregateResult.Quantiles(
                    quantiles.probabilities(), NumberSketch.of(values), rows.getLongCardinality() - values.length);
        }
        if (aggregation instanceof Aggregation.CrossTable table) {
            return table(table);
        }
        return missingness();
    }

    private double[] values(String number) {
        RowNumber of = new RowNumber(columns, number, context.now());
        double[] values = new double[rows.getCardinality()];
        int size = 0;
        int untilCheck = Deadline.ROWS;
        for (IntIterator each = rows.getIntIterator(); each.hasNext(); ) {
            double value = of.get(each.next());
            if (Double.isFinite(value)) {
                values[size++] = value;
            }
            if (--untilCheck == 0) {
                untilCheck = Deadline.ROWS;
                context.deadline().check();
            }
        }
        return Arrays.copyOf(values, size);
    }

    private AggregateResult histogram(Aggregation.Histogram histogram) {
        double[] edges = array(histogram.edges());
        Long[] counts = new Long[edges.length + 1];
        Arrays.fill(counts, 0L);
        double[] values = values(histogram.number());
        for (double value : values) {
            counts[bin(edges, value)]++;
        }
        return new AggregateResult.Histogram(
                histogram.edges(), List.of(counts), rows.getLongCardinality() - values.length);
    }

    private static double[] array(List<Double> edges) {
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** How many edges are at most the value. */
    private static int bin(double[] edges, double value) {
        int at = Arrays.binarySearch(edges, value == 0 ? 0.0 : value);
        return at >= 0 ? at + 1 : -at - 1;
    }

    private AggregateResult table(Aggregation.CrossTable table) {
        Map<String, RoaringBitmap> down = labels(table.rows());
        Map<String, RoaringBitmap> across = labels(table.columns());
        TreeMap<String, SortedMap<String, Long>> counts = new TreeMap<>();
        down.forEach((row, some) -> {
            context.deadline().check();
            across.forEach((column, others) -> {
                long both = RoaringBitmap.andCardinality(some, others);
                if (both > 0) {
                    counts.computeIfAbsent(row, any -> new TreeMap<>()).put(column, both);
                }
            });
        });
        return new AggregateResult.CrossTable(counts);
    }

    private Map<String, RoaringBitmap> labels(Aggregation.Dimension dimension) {
        if (dimension instanceof Aggregation.Dimension.Terms terms) {
            return byTerm(terms);
        }
        if (dimension instanceof Aggregation.Dimension.Bins bins) {
            return byBin(bins);
        }
        return byVerdict((Aggregation.Dimension.Verdict) dimension);
    }

    private Map<String, RoaringBitmap> byTerm(Aggregation.Dimension.Terms terms) {
        Map<String, RoaringBitmap> labels = new TreeMap<>();
        RoaringBitmap none = rows.clone();
        RoaringBitmap other = new RoaringBitmap();
        List<Map.Entry<String, RoaringBitmap>> all = new ArrayList<>();
        columns.rowsByValue(terms.kind(), terms.term(), terms.modality()).forEach((value, having) -> {
            RoaringBitmap of = RoaringBitmap.and(having, rows);
            none.andNot(of);
            if (!of.isEmpty()) {
                all.add(Map.entry(value, of));
            }
        });
        all.sort((one, two) ->
                Long.compare(two.getValue().getLongCardinality(), one.getValue().getLongCardinality()));
        for (int i = 0; i < all.size(); i++) {
            if (i < Aggregation.Dimension.Terms.MAX_LABELS) {
                labels.put(all.get(i).getKey(), all.get(i).getValue());
            } else {
                other.or(all.get(i).getValue());
            }
        }
        labels.put(Aggregation.Dimension.OTHER, other);
        labels.put(Aggregation.Dimension.NONE, none);
        return labels;
    }

    private Map<String, RoaringBitmap> byBin(Aggregation.Dimension.Bins bins) {
        double[] edges = array(bins.edges());
        RowNumber of = new RowNumber(columns, bins.number(), context.now());
        RoaringBitmap[] sets = new RoaringBitmap[edges.length + 1];
        Arrays.setAll(sets, i -> new RoaringBitmap());
        RoaringBitmap none = new RoaringBitmap();
        for (IntIterator each = rows.getIntIterator(); each.hasNext(); ) {
            int row = each.next();
            double value = of.get(row);
            (Double.isFinite(value) ? sets[bin(edges, value)] : none).add(row);
        }
        Map<String, RoaringBitmap> labels = new TreeMap<>();
        List<String> names = bins.labels();
        for (int i = 0; i < sets.length; i++) {
            labels.put(names.get(i), sets[i]);
        }
        labels.put(Aggregation.Dimension.NONE, none);
        return labels;
    }

    private Map<String, RoaringBitmap> byVerdict(Aggregation.Dimension.Verdict verdict) {
        Verdicts verdicts = CohortEngine.evaluate(
                columns,
                verdict.criterion(),
                new EvaluationContext(context.now(), rows, context.nearest(), context.deadline()));
        return Map.of(
                "true", verdicts.certain(),
                "unknown", verdicts.unknown(),
                "false", RoaringBitmap.andNot(rows, verdicts.possible()));
    }

    private AggregateResult missingness() {
        List<AggregateResult.Missingness.Pattern> patterns = new ArrayList<>();
        split(rows, List.of(Modality.values()), EnumSet.noneOf(Modality.class), patterns);
        return new AggregateResult.Missingness(patterns);
    }

    /** Halves the rows by one modality after the other. */
    private void split(
            RoaringBitmap some,
            List<Modality> open,
            Set<Modality> present,
            List<AggregateResult.Missingness.Pattern> patterns) {
        if (some.isEmpty()) {
            return;
        }
        if (open.isEmpty()) {
            patterns.add(new AggregateResult.Missingness.Pattern(present, some.getLongCardinality()));
            return;
        }
        Modality modality = open.get(0);
        List<Modality> rest = open.subList(1, open.size());
        split(RoaringBitmap.andNot(some, columns.present(modality)), rest, present, patterns);
        EnumSet<Modality> also = EnumSet.of(modality);
        also.addAll(present);
        split(RoaringBitmap.and(some, columns.present(modality)), rest, also, patterns);
    }
}
