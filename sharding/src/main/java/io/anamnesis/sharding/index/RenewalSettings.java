package io.anamnesis.sharding.index;

import java.time.Duration;

/**
 * How a node makes digests of older builds anew; each is explained in {@code reference.conf}.
 *
 * @param atOnce patients who were woken and have not answered
 * @param aSecond patients who are woken; 0 lets them sleep
 */
public record RenewalSettings(int atOnce, double aSecond, Duration answerWithin, Duration tryAgain) {
    public RenewalSettings {
        if (atOnce < 1 || !(aSecond >= 0)) {
            throw new IllegalArgumentException(
                    "renewal: at-once is at least 1, here " + atOnce + ", a-second at least 0, here " + aSecond);
        }
        if (answerWithin.isNegative() || answerWithin.isZero() || tryAgain.isNegative()) {
            throw new IllegalArgumentException("renewal: answer-within is over 0 and try-again at least 0");
        }
    }
}
