package io.anamnesis.sharding.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How wrong scores of some patients are together, and how that changes with each score. */
interface BatchLoss {

    /**
     * The loss, a mean; 0 where the patients say nothing.
     *
     * @param scores visit × score: logits or a log-hazard
     * @param rows whose scores they are
     * @param slopes overwritten, as {@code scores}
     */
    double at(double[][] scores, int[] rows, double[][] slopes);

    /** Of these labels. */
    static BatchLoss of(Labels labels, boolean balanced) {
        return labels instanceof ClassLabels classes
                ? new CrossEntropy(classes, weights(classes, balanced))
                : new PartialLikelihoodLoss((SurvivalLabels) labels);
    }

    private static double[] weights(ClassLabels labels, boolean balanced) {
        int[] counts = new int[labels.names().size()];
        for (int row = 0; row < labels.size(); row++) {
            counts[labels.at(row)]++;
        }
        return Arrays.stream(counts)
                .mapToDouble(count -> balanced && count > 0 ? (double) labels.size() / (counts.length * count) : 1)
                .toArray();
    }

    /**
     * The weighted mean of minus the logarithm of what was true.
     *
     * @param weights one a class
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, only read
    record CrossEntropy(ClassLabels labels, double[] weights) implements BatchLoss {
        @Override
        public double at(double[][] scores, int[] rows, double[][] slopes) {
            double all = Arrays.stream(rows)
                    .mapToDouble(row -> weights[labels.at(row)])
                    .sum();
            double loss = 0;
            for (int v = 0; v < rows.length; v++) {
                int truth = labels.at(rows[v]);
                double weight = weights[truth] / all;
                double most = Arrays.stream(scores[v]).max().orElseThrow();
                double sum = 0;
                for (double score : scores[v]) {
                    sum += StrictMath.exp(score - most);
                }
                double total = most + StrictMath.log(sum);
                for (int k = 0; k < scores[v].length; k++) {
                    slopes[v][k] = weight * (StrictMath.exp(scores[v][k] - total) - (k == truth ? 1 : 0));
                }
                loss += weight * (total - scores[v][truth]);
            }
            return loss;
        }
    }

    /**
     * Minus the logarithm of the partial likelihood an event (Cox 1972), ties as Breslow has them, those at risk taken from the
     * batch alone (Kvamme, Borgan and Scheel 2019, J Mach Learn Res 20, equation 8).
     */
    record PartialLikelihoodLoss(SurvivalLabels labels) implements BatchLoss {
        /** Well before where an exponential is 0. Log-hazards that are further apart lose more than they should; no fit comes near. */
        private static final double FARTHEST = 600;

        @Override
        public double at(double[][] scores, int[] rows, double[][] slopes) {
            Integer[] latestFirst = IntStream.range(0, rows.length).boxed().toArray(Integer[]::new);
            Arrays.sort(latestFirst, Comparator.comparingDouble(v -> -labels.time(rows[v])));
            double most =
                    Arrays.stream(scores).mapToDouble(score -> score[0]).max().orElse(0);
            double[] atRisk = new double[rows.length];
            int events = 0;
            double risk = 0;
            double loss = 0;
            for (int i = 0; i < rows.length; ) {
                int tied = i;
                while (tied < rows.length
                        && labels.time(rows[latestFirst[tied]]) == labels.time(rows[latestFirst[i]])) {
                    risk += hazard(scores[latestFirst[tied]][0], most);
                    tied++;
                }
                for (; i < tied; i++) {
                    atRisk[i] = risk;
                    if (labels.event(rows[latestFirst[i]])) {
                        events++;
                        loss += StrictMath.log(risk) + most - scores[latestFirst[i]][0];
                    }
                }
            }
            slopes(scores, rows, slopes, latestFirst, atRisk, most, Math.max(1, events));
            return loss / Math.max(1, events);
        }

        /** Above 0 however far below: nobody at risk would make the worst of scores look like the best. */
        private static double hazard(double score, double most) {
            return StrictMath.exp(Math.max(score - most, -FARTHEST));
        }

        /** A patient is at risk at each event that came no later than the patient's own time. */
        private void slopes(
                double[][] scores,
                int[] rows,
                double[][] slopes,
                Integer[] latestFirst,
                double[] atRisk,
                double most,
                int events) {
            double shares = 0;
            for (int i = rows.length - 1; i >= 0; ) {
                int tied = i;
                while (tied >= 0 && labels.time(rows[latestFirst[tied]]) == labels.time(rows[latestFirst[i]])) {
                    shares += labels.event(rows[latestFirst[tied]]) ? 1 / atRisk[tied] : 0;
                    tied--;
                }
                for (; i > tied; i--) {
                    int visit = latestFirst[i];
                    double hazard = hazard(scores[visit][0], most);
                    slopes[visit][0] = (hazard * shares - (labels.event(rows[visit]) ? 1 : 0)) / events;
                }
            }
        }
    }
}
