package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.ImagingStudy;
import io.anamnesis.protocol.message.MessageId;
import io.anamnesis.protocol.message.ModalityMessage;
import io.anamnesis.protocol.message.Payload;
import io.anamnesis.protocol.message.Source;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Messages of patients who come again: a few imaging studies, some of them measured, and glucose of up to four months. */
public final class YearsOfMessages extends DomainContextBase {
    static final int MINUTES_A_DAY = 1_440;

    public static Instant day(int day) {
        return Messages.START.plus(day, ChronoUnit.DAYS);
    }

    public static ModalityMessage study(int number, int day, int issued, Map<String, Double> radiomics) {
        return imaging(
                number,
                day,
                issued,
                new ImagingStudy("1.2." + number, "1.2." + number + ".1", "CT", "CHEST", radiomics, null));
    }

    static ModalityMessage imaging(int number, int day, int issued, ImagingStudy study) {
        return new ModalityMessage(
                new MessageId("i-" + number + "-" + day + "-" + issued + "-" + Integer.toHexString(study.hashCode())),
                Messages.PATIENT,
                new Source("pacs", null),
                day(day),
                Messages.START.plusSeconds(issued),
                1,
                Set.of(),
                new Payload.ImagingPayload(study),
                Map.of());
    }

    public static ModalityMessage glucose(int day, double value) {
        return Messages.glucose("g-" + day + "-" + value, (long) day * MINUTES_A_DAY, value);
    }

    @Provide
    public Arbitrary<List<ModalityMessage>> years() {
        Arbitrary<ModalityMessage> imaging = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3))
                .as((number, day, issued, value) ->
                        study(number, day, issued, value == 0 ? Map.of() : Map.of("volume-mm3", (double) value)));
        Arbitrary<ModalityMessage> wearable = Combinators.combine(
                        Arbitraries.integers().between(0, 120),
                        Arbitraries.integers().between(40, 300))
                .as((day, value) -> glucose(day, value));
        return Arbitraries.oneOf(imaging, wearable)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .uniqueElements(ModalityMessage::id);
    }
}
