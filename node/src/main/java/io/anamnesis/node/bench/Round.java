package io.anamnesis.node.bench;

import java.time.Duration;

/**
 * One measured stretch of load.
 *
 * @param messages durable and acknowledged
 * @param nanos how long it took
 * @param cpu what it cost, the client included
 */
record Round(long messages, long nanos, CpuTimes cpu) {
    double perSecond() {
        return messages * 1e9 / nanos;
    }

    /** Microseconds of processor time a message. */
    double micros(Duration part) {
        return part.toNanos() / 1e3 / messages;
    }

    Round plus(Round more) {
        return new Round(messages + more.messages, nanos + more.nanos, cpu.plus(more.cpu));
    }
}
