package io.anamnesis.node.demo;

/**
 * Random numbers by place instead of by turn: the same key gives the same number, so that a curve can be asked for any time in
 * any order. The mixing is SplitMix64's finaliser (Steele, Lea, Flood, OOPSLA 2014).
 */
final class Lattice {
    private final long seed;

    Lattice(long seed) {
        this.seed = seed;
    }

    /** An independent lattice. */
    Lattice at(long key) {
        return new Lattice(mix(seed * 31 + key));
    }

    /** Uniform in [0, 1). */
    double uniform(long key) {
        return (mix(seed + 0x9e3779b97f4a7c15L * (key + 1)) >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    double between(long key, double low, double high) {
        return low + (high - low) * uniform(key);
    }

    /** A smooth curve through one random number in [−1, 1] at every whole x (cosine interpolation). */
    double smooth(double x) {
        long left = (long) Math.floor(x);
        double weight = (1 - Math.cos((x - left) * Math.PI)) / 2;
        double a = between(left, -1, 1);
        double b = between(left + 1, -1, 1);
        return a + (b - a) * weight;
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
