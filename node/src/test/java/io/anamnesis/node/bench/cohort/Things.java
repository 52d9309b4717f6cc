package io.anamnesis.node.bench.cohort;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.roaringbitmap.RoaringBitmap;

/** Documents that Lucene found, with patient, day and value, in the order of patients. */
final class Things {
    private int[] patients = new int[1_024];
    private int[] days = new int[1_024];
    private double[] values = new double[1_024];
    private int size;

    private Things() {}

    static Things of(IndexSearcher searcher, Query query) throws IOException {
        return searcher.search(query, new CollectorManager<Collecting, Things>() {
            @Override
            public Collecting newCollector() {
                return new Collecting();
            }

            @Override
            public Things reduce(Collection<Collecting> collectors) {
                return collectors.iterator().next().things; // one segment, one collector
            }
        });
    }

    /** Takes in what is found, one document after the other. */
    private static final class Collecting extends SimpleCollector {
        private final Things things = new Things();
        private NumericDocValues patient = DocValues.emptyNumeric();
        private NumericDocValues day = DocValues.emptyNumeric();
        private NumericDocValues value = DocValues.emptyNumeric();

        @Override
        protected void doSetNextReader(LeafReaderContext context) throws IOException {
            patient = DocValues.getNumeric(context.reader(), "patient");
            day = DocValues.getNumeric(context.reader(), "day");
            value = DocValues.getNumeric(context.reader(), "value");
        }

        @Override
        public void collect(int doc) throws IOException {
            patient.advanceExact(doc);
            boolean thing = day.advanceExact(doc) && value.advanceExact(doc);
            things.add(
                    (int) patient.longValue(),
                    thing ? (int) day.longValue() : 0,
                    thing ? Double.longBitsToDouble(value.longValue()) : 0);
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }

    private void add(int patient, int day, double value) {
        if (size == patients.length) {
            patients = Arrays.copyOf(patients, size * 2);
            days = Arrays.copyOf(days, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        patients[size] = patient;
        days[size] = day;
        values[size++] = value;
    }

    RoaringBitmap patients() {
        RoaringBitmap all = new RoaringBitmap();
        all.add(Arrays.copyOf(patients, size));
        return all;
    }

    RoaringBitmap withAtLeast(int least) {
        RoaringBitmap found = new RoaringBitmap();
        for (int from = 0; from < size; from = end(from)) {
            if (end(from) - from >= least) {
                found.add(patients[from]);
            }
        }
        return found;
    }

    /** The end of the things of the patient at the place. */
    private int end(int from) {
        int to = from;
        while (to < size && patients[to] == patients[from]) {
            to++;
        }
        return to;
    }

    RoaringBitmap withLastAbove(double bound) {
        RoaringBitmap found = new RoaringBitmap();
        for (int from = 0; from < size; from = end(from)) {
            int last = Integer.MIN_VALUE;
            boolean above = false;
            for (int i = from; i < end(from); i++) {
                if (days[i] >= last) {
                    above = (days[i] == last && above) || values[i] > bound;
                    last = days[i];
                }
            }
            if (above) {
                found.add(patients[from]);
            }
        }
        return found;
    }

    /** The earliest of each patient. */
    Things firsts() {
        Things firsts = new Things();
        for (int from = 0; from < size; from = end(from)) {
            int first = from;
            for (int i = from; i < end(from); i++) {
                first = days[i] < days[first] ? i : first;
            }
            firsts.add(patients[first], days[first], values[first]);
        }
        return firsts;
    }

    /** Patients with a thing at most so many days after one of the others. */
    RoaringBitmap after(Things others, int most) {
        RoaringBitmap found = new RoaringBitmap();
        int other = 0;
        for (int i = 0; i < size; i++) {
            while (other < others.size && others.patients[other] < patients[i]) {
                other++;
            }
            for (int j = other; j < others.size && others.patients[j] == patients[i]; j++) {
                int apart = days[i] - others.days[j];
                if (apart > 0 && apart <= most) {
                    found.add(patients[i]);
                }
            }
        }
        return found;
    }
}
