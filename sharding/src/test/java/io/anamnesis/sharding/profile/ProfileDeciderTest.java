package io.anamnesis.sharding.profile;

import static io.anamnesis.sharding.profile.Messages.START;
import static io.anamnesis.sharding.profile.Messages.glucose;
import static io.anamnesis.sharding.profile.Messages.wearable;
import static org.assertj.core.api.Assertions.assertThat;

import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.patient.Rejection;
import io.anamnesis.protocol.wire.MessageCodec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ProfileDeciderTest {
    private static final Instant NOW = START.plus(Duration.ofDays(1));

    private final Profile profile = new Profile(Messages.settings());

    private Decision decide(ModalityMessage message) {
        return ProfileDecider.decide(profile, message, MessageCodec.contentHash(message), 0, NOW);
    }

    private Rejection refused(ModalityMessage message) {
        Decision decision = decide(message);
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        assertThat(profile.messages()).isZero();
        return ((Decision.Refuse) decision).rejection();
    }

    @Test
    void a_new_message_is_appended_and_a_known_one_is_told_its_number() {
        assertThat(decide(glucose("a", 0, 100))).isInstanceOf(Decision.Append.class);
        profile.apply(Messages.event(7, glucose("a", 0, 100)));
        assertThat(decide(glucose("a", 0, 100))).isEqualTo(new Decision.Known(7));
    }

    @Test
    void an_id_used_for_other_content_is_refused() {
        profile.apply(Messages.event(7, glucose("a", 0, 100)));
        assertThat(decide(glucose("a", 0, 101))).isEqualTo(new Decision.Refuse(new Rejection.MessageIdReused(7)));
    }

    @Test
    void what_can_not_be_is_refused_with_its_code() {
        assertThat(refused(glucose("a", 0, 0.2)).code()).isEqualTo("implausible-value");
        assertThat(refused(glucose("a", 0, 2001)).code()).isEqualTo("implausible-value");
        assertThat(refused(glucose("a", 60 * 24 * 3, 100)).code()).isEqualTo("implausible-time");
        assertThat(refused(glucose("a", -60L * 24 * 365 * 60, 100)).code()).isEqualTo("implausible-time");
        assertThat(refused(wearable("a", "glucose", "furlong", "d", 0, new long[] {0}, new double[] {100})))
                .isEqualTo(new Rejection.UnknownUnit("glucose", "furlong", "mg/dL or mmol/L"));
    }

    @Test
    void a_patient_has_a_bounded_number_of_series() {
        for (int i = 0; i < 256; i++) {
            profile.apply(Messages.event(
                    i + 1, wearable("m" + i, "metric-" + i, "1", "d", 0, new long[] {0}, new double[] {1})));
        }
        assertThat(decide(wearable("x", "one-more", "1", "d", 0, new long[] {0}, new double[] {1})))
                .isEqualTo(new Decision.Refuse(new Rejection.LimitReached("series a patient", 256, 257)));
        assertThat(decide(wearable("x", "metric-3", "1", "d", 0, new long[] {5}, new double[] {1})))
                .isInstanceOf(Decision.Append.class);
    }
}
