package io.anamnesis.sharding.profile.glycemic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Mean amplitude of glycaemic excursions, mg/dL.
 *
 * <p>Computed on the grid apart for each piece that no gap of more than three hours splits, then averaged with the pieces'
 * durations as weights (Fernandes et al. 2022, J Diabetes Sci Technol 16). The moving means span 25 and 160 minutes, five and
 * thirty-two points of a five-minute sensor. Each value is NaN where nothing can be counted.
 *
 * @param average over rises and falls; what is commonly meant by MAGE
 * @param service in the direction of each piece's first excursion (Service et al. 1970, Diabetes 19)
 * @param greatest the greater of rises and falls in each piece
 * @param rises from nadir to peak
 * @param falls from peak to nadir
 */
public record Mage(double average, double service, double greatest, double rises, double falls) {
    private static final int SPLITTING_GAP_MINUTES = 180;
    private static final int SHORT_MINUTES = 25;
    private static final int LONG_MINUTES = 160;
    private static final int LEAST_POINTS = 7;

    static final Mage NONE = new Mage(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** The excursions of one piece: mean height, NaN where there are none in a direction, and how much they weigh. */
    private record PieceExcursions(double rises, double falls, boolean riseFirst, double weight) {}

    /** O(points). */
    static Mage of(GlucoseGrid grid) {
        List<PieceExcursions> pieces = new ArrayList<>();
        for (GlucoseGrid.Piece piece : grid.pieces(SPLITTING_GAP_MINUTES)) {
            collect(grid.filled(piece), grid.stepMinutes(), pieces);
        }
        WeightedMean average = new WeightedMean();
        WeightedMean greatest = new WeightedMean();
        for (PieceExcursions piece : pieces) {
            average.addPresent(piece.rises, piece.weight);
            average.addPresent(piece.falls, piece.weight);
            greatest.addPresent(Math.max(piece.rises, piece.falls), piece.weight);
        }
        return new Mage(
                average.value(),
                mean(pieces, piece -> piece.riseFirst ? piece.rises : piece.falls),
                greatest.value(),
                mean(pieces, PieceExcursions::rises),
                mean(pieces, PieceExcursions::falls));
    }

    private static void collect(double[] points, int stepMinutes, List<PieceExcursions> pieces) {
        int shortWidth = (int) Math.rint((double) SHORT_MINUTES / stepMinutes);
        int longWidth = (int) Math.rint((double) LONG_MINUTES / stepMinutes);
        double deviation = deviation(points);
        // a flat piece has no excursion; the negation also refuses NaN
        if (points.length < Math.max(LEAST_POINTS, longWidth) || !(deviation > 0)) {
            return;
        }
        double[] turning = TurningPoints.of(points, Math.max(1, shortWidth), longWidth);
        Excursions rises = Excursions.rises(turning, deviation);
        Excursions falls = Excursions.falls(turning, deviation);
        if (!rises.none() || !falls.none()) {
            double minutes = (points.length - 1.0) * stepMinutes;
            pieces.add(new PieceExcursions(rises.meanHeight(), falls.meanHeight(), rises.precede(falls), minutes));
        }
    }

    private static double deviation(double[] points) {
        double sum = 0;
        int count = 0;
        for (double point : points) {
            if (!Double.isNaN(point)) {
                sum += point;
                count++;
            }
        }
        double mean = sum / count;
        double squares = 0;
        for (double point : points) {
            if (!Double.isNaN(point)) {
                squares += (point - mean) * (point - mean);
            }
        }
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
    }

    /** NaN as soon as one piece has no excursion in the direction asked for, as the reference has it. */
    private static double mean(List<PieceExcursions> pieces, ToDoubleFunction<PieceExcursions> height) {
        WeightedMean mean = new WeightedMean();
        for (PieceExcursions piece : pieces) {
            mean.add(height.applyAsDouble(piece), piece.weight);
        }
        return mean.value();
    }

    private static final class WeightedMean {
        private double sum;
        private double weights;

        void addPresent(double value, double weight) {
            if (!Double.isNaN(value)) {
                add(value, weight);
            }
        }

        void add(double value, double weight) {
            sum += value * weight;
            weights += weight;
        }

        double value() {
            return sum / weights;
        }
    }
}
