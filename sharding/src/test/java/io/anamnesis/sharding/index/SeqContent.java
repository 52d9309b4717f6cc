package io.anamnesis.sharding.index;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.port.Digest;
import io.anamnesis.sharding.column.Change;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Digests by patient. */
final class SeqContent implements IndexContent {
    final Map<PatientId, Digest> digests = new HashMap<>();

    @Override
    public @Nullable Change apply(Digest digest) {
        digests.merge(digest.patient(), digest, (one, other) -> other.seq() >= one.seq() ? other : one);
        return null;
    }

    @Override
    public RoaringBitmap removeSlice(int slice) {
        digests.values().removeIf(digest -> digest.slice() == slice);
        return new RoaringBitmap();
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
