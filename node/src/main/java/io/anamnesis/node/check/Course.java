package io.anamnesis.node.check;

import java.util.concurrent.TimeUnit;

/**
 * How far and how fast the senders may go: at full speed between kills, while a process is away so slowly that the stream
 * does not run out before it is back, and never past the next kill. Thread-safe.
 */
final class Course {
    private final StallMeter stalls;
    private long limit;
    private final double fullPerSecond;
    private double perSecond;

    /** @param fullPerSecond deliveries in a second at full speed; infinite where nothing holds them back */
    Course(StallMeter stalls, double fullPerSecond) {
        this.stalls = stalls;
        this.fullPerSecond = fullPerSecond;
        this.perSecond = fullPerSecond;
    }

    /** Deliveries with numbers below this may begin. */
    synchronized void openUpTo(long newLimit) {
        limit = newLimit;
        notifyAll();
    }

    synchronized void slowDown(double deliveriesPerSecond) {
        perSecond = Math.min(fullPerSecond, deliveriesPerSecond);
    }

    synchronized void fullSpeed() {
        perSecond = fullPerSecond;
    }

    /**
     * Waits until a delivery may begin, and as long as its share of the pace takes.
     *
     * @return how many deliveries may begin together, at least one, at most {@code most}
     */
    synchronized int pass(long number, int most) throws InterruptedException {
        boolean held = false;
        while (number >= limit) {
            held = true;
            wait();
        }
        if (held) {
            stalls.rested();
        }
        int room = (int) Math.min(most, limit - number);
        int together = Math.max(1, Math.min(room, (int) (perSecond / 4)));
        if (perSecond != Double.POSITIVE_INFINITY) {
            TimeUnit.NANOSECONDS.timedWait(this, (long) (together / perSecond * 1e9));
        }
        return together;
    }
}
