package io.anamnesis.sharding.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The maintained group of R's {@code aml}: {@code summary(survfit(Surv(time, status) ~ 1, aml[aml$x == "Maintained", ]))}. */
final class EventShareTest {
    private static final double[] WEEKS = {9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161};
    private static final boolean[] RELAPSED = {true, true, false, true, true, false, true, true, false, true, false};
    private static final int[] ALL = IntStream.range(0, WEEKS.length).toArray();

    private static EventShare by(double week) {
        return EventShare.by(week, WEEKS, RELAPSED).of(ALL);
    }

    @Test
    void shares_are_those_of_kaplan_and_meier_with_greenwoods_error() {
        assertThat(1 - by(13).share()).isEqualTo(0.8182, within(5e-5));
        assertThat(1 - by(23).share()).isEqualTo(0.6136, within(5e-5));
        assertThat(1 - by(40).share()).isEqualTo(0.3682, within(5e-5));
        // std.err is 0.1526 at 23 and 0.1627 at 34
        assertThat(error(by(23))).isEqualTo(0.1526, within(5e-5));
        assertThat(error(by(40))).isEqualTo(0.1627, within(5e-5));
    }

    private static double error(EventShare share) {
        return Math.sqrt(share.share() * (1 - share.share()) / share.patients());
    }

    @Test
    void where_all_are_looked_at_until_the_horizon_it_is_the_plain_share() {
        EventShare share = EventShare.by(12, WEEKS, RELAPSED).of(ALL);

        assertThat(share.share()).isEqualTo(1 / 11.0, within(1e-12));
        assertThat(share.patients()).isEqualTo(11, within(1e-9));
    }

    @Test
    void where_nobody_had_the_event_those_count_who_are_still_looked_at() {
        EventShare share =
                EventShare.by(3, new double[] {1, 2, 5, 6}, new boolean[4]).of(new int[] {0, 1, 2, 3});

        assertThat(share).isEqualTo(new EventShare(0, 2));
    }

    @Test
    void where_nobody_was_looked_at_until_the_horizon_nothing_is_known() {
        EventShare share = EventShare.by(9, new double[] {1, 2}, new boolean[] {true, false})
                .of(new int[] {0, 1});

        assertThat(share.patients()).isZero();
        assertThat(WilsonInterval.of(share.share(), share.patients())).isEqualTo(new WilsonInterval(0, 1));
    }

    @Test
    void the_hazard_until_a_horizon_is_breslows() {
        double[] alike = new double[WEEKS.length];
        EventHorizon until = EventHorizon.of(20, alike, WEEKS, RELAPSED);
        double[] doubled = alike.clone();
        java.util.Arrays.fill(doubled, Math.log(2));

        // of patients who are all alike it is Nelson's and Aalen's
        assertThat(until.cumulativeHazard()).isEqualTo(1 / 11.0 + 1 / 10.0 + 1 / 8.0, within(1e-12));
        assertThat(EventHorizon.of(20, doubled, WEEKS, RELAPSED).cumulativeHazard())
                .isEqualTo(until.cumulativeHazard() / 2, within(1e-12));
        assertThat(until.probability(0)).isEqualTo(1 - Math.exp(-until.cumulativeHazard()), within(1e-12));
        assertThat(until.probability(1)).isGreaterThan(until.probability(0));
    }
}
