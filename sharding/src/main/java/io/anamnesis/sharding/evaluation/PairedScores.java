package io.anamnesis.sharding.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What two models say of the same patients, of one probability: sums that add up over nodes.
 *
 * @param name of the class, or of the event
 * @param joint patients by tenth of the first model's probability × tenth of the second's
 * @param difference sum of the second's less the first's
 * @param distance sum of what they are apart
 * @param known patients of whom it is known whether it is so, by tenth; of each of the two models
 */
public record PairedScores(
        String name, List<Long> joint, double difference, double distance, List<PairedScores.Known> known) {
    /** Bins of equal width. */
    public static final int TENTHS = 10;

    /** Copies and checks. */
    public PairedScores {
        joint = List.copyOf(joint);
        known = List.copyOf(known);
        if (joint.size() != TENTHS * TENTHS || known.size() != 2) {
            throw new IllegalArgumentException(
                    "two models have a hundred joint counts, got " + joint.size() + " of " + known.size() + " models");
        }
    }

    /**
     * Of one model, by tenth of its probability.
     *
     * @param patients of whom it is known
     * @param events of whom it is so
     * @param told sum of the probabilities
     * @param squares sum over all tenths of (probability − whether it is so)²
     */
    public record Known(List<Long> patients, List<Long> events, List<Double> told, double squares) {
        /** Copies. */
        public Known {
            patients = List.copyOf(patients);
            events = List.copyOf(events);
            told = List.copyOf(told);
        }

        private Known plus(Known other) {
            List<Double> sums = new ArrayList<>();
            for (int t = 0; t < TENTHS; t++) {
                sums.add(told.get(t) + other.told.get(t));
            }
            return new Known(
                    PairedScores.plus(patients, other.patients),
                    PairedScores.plus(events, other.events),
                    sums,
                    squares + other.squares);
        }

        /** How many there are. */
        public long all() {
            return patients.stream().mapToLong(Long::longValue).sum();
        }
    }

    private static List<Long> plus(List<Long> some, List<Long> others) {
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            sums.add(some.get(i) + others.get(i));
        }
        return sums;
    }

    /** Of nobody. */
    public static PairedScores none(String name) {
        return new Sums(name).sums();
    }

    /** These patients and those. */
    public PairedScores plus(PairedScores other) {
        return new PairedScores(
                name,
                plus(joint, other.joint),
                difference + other.difference,
                distance + other.distance,
                List.of(known.get(0).plus(other.known.get(0)), known.get(1).plus(other.known.get(1))));
    }

    /** Patients by tenth, as one of the two sees it. */
    public List<Long> tenths(int model) {
        Long[] sums = Collections.nCopies(TENTHS, 0L).toArray(Long[]::new);
        for (int a = 0; a < TENTHS; a++) {
            for (int b = 0; b < TENTHS; b++) {
                sums[model == 0 ? a : b] += joint.get(a * TENTHS + b);
            }
        }
        return List.of(sums);
    }

    /** How many there are. */
    public long all() {
        return joint.stream().mapToLong(Long::longValue).sum();
    }

    /** The population stability index between the two, see {@link Drift#stability}; NaN of nobody. */
    public double stability() {
        long all = all();
        double sum = 0;
        for (int t = 0; t < TENTHS; t++) {
            double p = (tenths(0).get(t) + 0.5) / (all + 0.5 * TENTHS);
            double q = (tenths(1).get(t) + 0.5) / (all + 0.5 * TENTHS);
            sum += (q - p) * Math.log(q / p);
        }
        return all == 0 ? Double.NaN : sum;
    }

    /** Adds patients up, one after the other. For one thread. */
    public static final class Sums {
        private final String name;
        private final long[] joint = new long[TENTHS * TENTHS];
        private final long[][] patients = new long[2][TENTHS];
        private final long[][] events = new long[2][TENTHS];
        private final double[][] told = new double[2][TENTHS];
        private final double[] squares = new double[2];
        private double difference;
        private double distance;

        public Sums(String name) {
            this.name = name;
        }

        /** A patient. */
        public void add(double first, double second) {
            joint[tenth(first) * TENTHS + tenth(second)]++;
            difference += second - first;
            distance += Math.abs(second - first);
        }

        /** Of whom it is known. */
        public void add(double first, double second, boolean event) {
            add(first, second);
            known(0, first, event);
            known(1, second, event);
        }

        private void known(int model, double value, boolean event) {
            int tenth = tenth(value);
            patients[model][tenth]++;
            events[model][tenth] += event ? 1 : 0;
            told[model][tenth] += value;
            double off = value - (event ? 1 : 0);
            squares[model] += off * off;
        }

        private static int tenth(double value) {
            return Math.max(0, Math.min(TENTHS - 1, (int) (value * TENTHS)));
        }

        /** As of now. */
        public PairedScores sums() {
            List<Known> known = new ArrayList<>();
            for (int model = 0; model < 2; model++) {
                known.add(new Known(
                        boxed(patients[model]),
                        boxed(events[model]),
                        Arrays.stream(told[model]).boxed().toList(),
                        squares[model]));
            }
            return new PairedScores(name, boxed(joint), difference, distance, known);
        }

        private static List<Long> boxed(long[] values) {
            return Arrays.stream(values).boxed().toList();
        }
    }
}
