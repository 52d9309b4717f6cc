package io.anamnesis.node.demo;

import java.time.Instant;

/**
 * One simulated person. Not a model of metabolism: curves that look right to an eye that knows real ones. Glucose is a basal
 * level with a rise at dawn and three meals a day, each a gamma-shaped response; heart rate and steps follow the hour and
 * what the person does.
 */
final class Physiology {
    private static final double HOUR = 3_600;
    private static final double DAY = 24 * HOUR;
    private static final double MEAL_PEAK_SECONDS = 60 * 60;
    private static final double[] MEAL_HOURS = {7.5, 12.7, 19.0};

    private final Lattice random;
    private final double basalMgPerDl;
    private final double mealRiseMgPerDl;
    private final double swingMgPerDl;
    private final double restingPerMin;

    /** @param patient from 0 */
    Physiology(long seed, int patient) {
        this.random = new Lattice(seed).at(patient);
        // from well controlled to not at all: every third patient swings
        boolean swings = patient % 3 == 2;
        this.basalMgPerDl = swings ? random.between(1, 105, 140) : random.between(1, 82, 100);
        this.mealRiseMgPerDl = swings ? random.between(2, 80, 130) : random.between(2, 25, 60);
        this.swingMgPerDl = swings ? random.between(3, 25, 45) : random.between(3, 5, 10);
        this.restingPerMin = random.between(4, 54, 72);
    }

    /** Interstitial glucose, mg/dL, whole, 40 to 400 as sensors report it. */
    double glucoseMgPerDl(Instant at) {
        double seconds = at.getEpochSecond();
        double hour = hour(seconds);
        double dawn = 10 * Math.exp(-Math.pow((hour - 6.5) / 1.5, 2));
        double meals = 0;
        long today = (long) Math.floor(seconds / DAY);
        for (long day = today - 1; day <= today; day++) {
            meals += meals(day, seconds);
        }
        double drift = swingMgPerDl * random.at(11).smooth(seconds / (3 * HOUR));
        double noise = 2.5 * random.at(12).smooth(seconds / 600);
        double exertion = -18 * activity(at.minusSeconds(1_200));
        return Math.rint(clamp(basalMgPerDl + dawn + meals + drift + noise + exertion, 40, 400));
    }

    private double meals(long day, double seconds) {
        double sum = 0;
        for (int meal = 0; meal < MEAL_HOURS.length; meal++) {
            Lattice lattice = random.at(20 + meal);
            double start = day * DAY + (MEAL_HOURS[meal] + lattice.between(day, -0.8, 0.8)) * HOUR;
            double size = lattice.at(1).between(day, 0.5, 1.3);
            double x = (seconds - start) / MEAL_PEAK_SECONDS;
            if (x > 0 && x < 8) {
                sum += mealRiseMgPerDl * size * x * x * Math.exp(2 * (1 - x));
            }
        }
        return sum;
    }

    /** Heart rate, beats a minute, whole, 40 to 190. */
    double heartRatePerMin(Instant at) {
        double seconds = at.getEpochSecond();
        double circadian = 5 * Math.sin((hour(seconds) - 9) / 24 * 2 * Math.PI);
        double noise = 3 * random.at(31).smooth(seconds / 90);
        return Math.rint(clamp(restingPerMin + circadian + noise + 75 * activity(at), 40, 190));
    }

    /** Steps within the five minutes that begin here, 0 to 700. */
    double stepsWithinFiveMinutes(Instant from) {
        double effort = activity(from.plusSeconds(150));
        return effort < 0.05
                ? 0
                : Math.rint(clamp(620 * effort * random.at(41).between(from.getEpochSecond() / 300, 0.8, 1.1), 0, 700));
    }

    /** From 0, at rest, to 1. Nobody walks at night; one hour of most days is for exercise. */
    private double activity(Instant at) {
        double seconds = at.getEpochSecond();
        double hour = hour(seconds);
        if (hour < 6.5 || hour > 22.5) {
            return 0;
        }
        long day = (long) Math.floor(seconds / DAY);
        Lattice exercise = random.at(51);
        double start = exercise.between(day, 8, 19);
        boolean exercises = exercise.at(1).uniform(day) < 0.6;
        double training = exercises && hour >= start && hour < start + 0.8 ? bump((hour - start) / 0.8) : 0;
        double strolling = Math.max(0, random.at(52).smooth(seconds / 900) - 0.35) * 0.55;
        return Math.min(1, Math.max(training, strolling));
    }

    /** Rises from 0 to 0.9 and falls again over [0, 1]. */
    private static double bump(double x) {
        return 0.9 * Math.sin(Math.PI * clamp(x, 0, 1));
    }

    private static double hour(double seconds) {
        return (seconds - Math.floor(seconds / DAY) * DAY) / HOUR;
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
