package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import java.util.HashMap;
import java.util.Map;

/** Digests by patient. */
final class MapContent implements IndexContent {
    final Map<PatientId, Digest> digests = new HashMap<>();

    @Override
    public long seq(PatientId patient) {
        Digest digest = digests.get(patient);
        return digest == null ? -1 : digest.seq();
    }

    @Override
    public void apply(Digest digest) {
        digests.merge(digest.patient(), digest, (one, other) -> other.seq() >= one.seq() ? other : one);
    }

    @Override
    public void removeSlice(int slice) {
        digests.values().removeIf(digest -> digest.slice() == slice);
    }

    @Override
    public int size(int slice) {
        return (int) digests.values().stream()
                .filter(digest -> digest.slice() == slice)
                .count();
    }

    @Override
    public long bytes() {
        return 0;
    }
}
