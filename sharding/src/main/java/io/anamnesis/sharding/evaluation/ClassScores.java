package io.anamnesis.sharding.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;

/** Every metric of class probabilities under its name in reports. */
public final class ClassScores {
    /** Of these names lower is better; of all others higher. */
    public static boolean lowerIsBetter(String metric) {
        return switch (metric) {
            case "balanced error", "Brier", "ECE", "log loss" -> true;
            default -> false;
        };
    }

    private ClassScores() {}

    /**
     * In the order of a report.
     *
     * @param probabilities row × class
     * @param truth class of each row
     */
    public static Map<String, Double> of(double[][] probabilities, int[] truth) {
        Confusion confusion = Confusion.of(truth, Confusion.mostProbable(probabilities), probabilities[0].length);
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("ACC", confusion.accuracy());
        scores.put("weighted F1", confusion.weightedF1());
        scores.put("macro F1", confusion.macroF1());
        scores.put("balanced error", confusion.balancedError());
        scores.put("AUROC", Ranking.macroAuroc(probabilities, truth));
        scores.put("AUPRC", Ranking.macroAuprc(probabilities, truth));
        scores.put("Brier", Calibration.brier(probabilities, truth));
        scores.put("ECE", Calibration.expectedError(probabilities, truth, Calibration.BINS));
        scores.put("log loss", Calibration.logLoss(probabilities, truth));
        return scores;
    }
}
