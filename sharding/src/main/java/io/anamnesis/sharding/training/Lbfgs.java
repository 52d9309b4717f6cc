package io.anamnesis.sharding.training;

/**
 * Minimises a smooth convex function by limited-memory BFGS (Liu and Nocedal 1989, Math Program 45) with a backtracking line
 * search (Armijo). Deterministic.
 *
 * @param memory steps that the curvature is estimated from
 * @param maxIterations where it stops at the latest, with what it has
 * @param tolerance stops when no element of the gradient is larger
 */
record Lbfgs(int memory, int maxIterations, double tolerance) {
    static final Lbfgs STANDARD = new Lbfgs(10, 500, 1e-6);

    private static final double ARMIJO = 1e-4;
    private static final int MAX_HALVINGS = 40;

    /** A function with its gradient. */
    interface Objective {
        /** The value at a point; writes the gradient. */
        double at(double[] point, double[] gradient);
    }

    /** Where the function is least, searched from {@code start}, which stays as it is. */
    double[] minimise(Objective objective, double[] start) {
        int n = start.length;
        double[] point = start.clone();
        double[] gradient = new double[n];
        double value = objective.at(point, gradient);
        Curvature curvature = new Curvature(memory);
        double[] next = new double[n];
        double[] nextGradient = new double[n];
        for (int iteration = 0; iteration < maxIterations && largest(gradient) > tolerance; iteration++) {
            double[] direction = curvature.direction(gradient);
            double slope = dot(direction, gradient);
            if (!(slope < 0)) {
                return point;
            }
            double step = iteration == 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
            double nextValue = Double.NaN;
            for (int halving = 0; halving < MAX_HALVINGS; halving++, step /= 2) {
                for (int i = 0; i < n; i++) {
                    next[i] = point[i] + step * direction[i];
                }
                nextValue = objective.at(next, nextGradient);
                if (nextValue <= value + ARMIJO * step * slope) {
                    break;
                }
            }
            if (!(nextValue < value)) {
                return point;
            }
            curvature.add(point, next, gradient, nextGradient);
            System.arraycopy(next, 0, point, 0, n);
            System.arraycopy(nextGradient, 0, gradient, 0, n);
            value = nextValue;
        }
        return point;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double largest(double[] values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, Math.abs(value));
        }
        return most;
    }

    /** The last steps and how the gradient changed over them. */
    private static final class Curvature {
        private final double[][] steps;
        private final double[][] changes;
        private int count;

        Curvature(int memory) {
            steps = new double[memory][];
            changes = new double[memory][];
        }

        void add(double[] from, double[] to, double[] fromGradient, double[] toGradient) {
            double[] step = new double[from.length];
            double[] change = new double[from.length];
            for (int i = 0; i < from.length; i++) {
                step[i] = to[i] - from[i];
                change[i] = toGradient[i] - fromGradient[i];
            }
            if (dot(step, change) > 0) {
                steps[count % steps.length] = step;
                changes[count % steps.length] = change;
                count++;
            }
        }

        /** The two-loop recursion (Nocedal 1980, Math Comput 35). */
        double[] direction(double[] gradient) {
            double[] q = gradient.clone();
            int held = Math.min(count, steps.length);
            double[] alphas = new double[held];
            for (int j = 0; j < held; j++) {
                int at = (count - 1 - j) % steps.length;
                alphas[j] = dot(steps[at], q) / dot(steps[at], changes[at]);
                addScaled(q, -alphas[j], changes[at]);
            }
            if (held > 0) {
                int last = (count - 1) % steps.length;
                scale(q, dot(steps[last], changes[last]) / dot(changes[last], changes[last]));
            }
            for (int j = held - 1; j >= 0; j--) {
                int at = (count - 1 - j) % steps.length;
                double beta = dot(changes[at], q) / dot(steps[at], changes[at]);
                addScaled(q, alphas[j] - beta, steps[at]);
            }
            scale(q, -1);
            return q;
        }

        private static void addScaled(double[] to, double factor, double[] values) {
            for (int i = 0; i < to.length; i++) {
                to[i] += factor * values[i];
            }
        }

        private static void scale(double[] values, double factor) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
        }
    }
}
