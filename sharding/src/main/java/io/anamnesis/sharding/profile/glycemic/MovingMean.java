package io.anamnesis.sharding.profile.glycemic;

/**
 * The mean of the last {@code width} points that have a value, at every point.
 *
 * <p>Each window is summed afresh with Neumaier's compensation: the excursion search compares two such means for which is
 * greater, and an error of one bit would make a crossing of two means that are equal. O(points · width).
 */
final class MovingMean {
    private MovingMean() {}

    /**
     * The means of all windows that end at a point.
     *
     * @param points NaN where missing, at least {@code width} of them
     * @return one mean a point, NaN where the whole window is missing; before the first whole window, the mean of that window
     */
    static double[] of(double[] points, int width) {
        double[] means = new double[points.length];
        for (int i = width - 1; i < points.length; i++) {
            means[i] = mean(points, i - width + 1, i + 1);
        }
        for (int i = 0; i < width - 1; i++) {
            means[i] = means[width - 1];
        }
        return means;
    }

    private static double mean(double[] points, int from, int to) {
        double sum = 0;
        double lost = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            double point = points[i];
            if (Double.isNaN(point)) {
                continue;
            }
            double next = sum + point;
            // readings are positive: the greater of the two is the one that keeps its low bits
            lost += sum >= point ? (sum - next) + point : (point - next) + sum;
            sum = next;
            count++;
        }
        return (sum + lost) / count;
    }
}
