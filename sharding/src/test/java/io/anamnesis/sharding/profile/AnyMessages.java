package io.anamnesis.sharding.profile;

import io.anamnesis.protocol.message.ModalityMessage;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Messages with few times, devices and issue times, so that their samples collide; no two share an id. */
public final class AnyMessages extends DomainContextBase {
    @Provide
    public Arbitrary<List<ModalityMessage>> messages() {
        Arbitrary<long[]> minutes = Arbitraries.longs()
                .between(0, 40)
                .map(slot -> slot * 25)
                .array(long[].class)
                .ofMinSize(1)
                .ofMaxSize(8);
        Arbitrary<Integer> issued = Arbitraries.integers().between(0, 3);
        Arbitrary<String> devices = Arbitraries.of("d-1", "d-2", "");
        Arbitrary<String> metrics = Arbitraries.of("glucose", "glucose", "heart-rate");
        return Combinators.combine(minutes, Arbitraries.integers(), issued, devices, metrics)
                .as(AnyMessages::message)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .uniqueElements(ModalityMessage::id);
    }

    private static ModalityMessage message(long[] minutes, int seed, int issued, String device, String metric) {
        double[] values = new Random(seed)
                .doubles(minutes.length, 40, 400)
                .map(value -> Math.rint(value * 10) / 10)
                .toArray();
        String unit = metric.equals("glucose") ? "mg/dL" : "/min";
        String id = "m-" + Integer.toHexString(seed) + minutes.length + issued + device + metric;
        return Messages.wearable(id, metric, unit, device, issued, minutes, values);
    }
}
